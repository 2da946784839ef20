"""Parts of a decision and the locators that they get."""

from ingest.structure.act_nodes import ActNode, address, walk


def tree() -> ActNode:
    """A decision of two sections with two paragraphs each."""
    root = ActNode("document")
    root.cover(0, 0, 5)
    at = 5
    for section in "ab":
        home = root.add("sec", section)
        home.cover(at, at, at + 5)
        for _ in range(2):
            at += 10
            home.add("para", "").cover(at, at, at + 5)
        at += 10
    return root


def numbered(*numbers: int) -> list[str]:
    """The locators of the paragraphs, numbered so."""
    root = tree()
    found = [node for node in walk(root) if node.kind == "para"]
    for node, number in zip(found, numbers, strict=True):
        node.number, node.ordinal = str(number), number
    address(root, "x-1")
    return [str(node.locator) for node in found]


def test_numbers_that_go_on_over_sections_say_enough() -> None:
    """No section stands in the address."""
    assert numbered(1, 2, 3, 4) == ["x-1/para-1", "x-1/para-2", "x-1/para-3", "x-1/para-4"]


def test_numbers_that_begin_anew_are_of_their_section() -> None:
    """As "section B, paragraph 1"."""
    assert numbered(1, 2, 1, 2) == [
        "x-1/sec-a/para-1",
        "x-1/sec-a/para-2",
        "x-1/sec-b/para-1",
        "x-1/sec-b/para-2",
    ]


def test_one_number_that_is_met_twice_does_not_change_the_others() -> None:
    """Only the odd one is named by its section."""
    assert numbered(1, 2, 3, 2) == ["x-1/para-1", "x-1/para-2", "x-1/para-3", "x-1/sec-b/para-2"]


def test_a_part_without_a_number_is_counted_and_a_name_taken_is_told_apart() -> None:
    """Texts by their place, annexes of one name by a count."""
    root = ActNode("document")
    root.cover(0, 0, 1)
    for place in range(2):
        root.add("text").cover(place, place, place + 1)
        root.add("annex").cover(place, place, place + 1)
    address(root, "x-1")
    names = [str(node.locator) for node in walk(root)]
    assert names == ["x-1", "x-1/text-1", "x-1/annex", "x-1/text-2", "x-1/annex-1~2"]


def test_what_has_no_words_is_no_part() -> None:
    """And a deep tree is walked without recursion."""
    root = node = ActNode("document")
    root.cover(0, 0, 1)
    for _ in range(5_000):
        node = node.add("item", "a")
    node.cover(0, 0, 1)
    assert sum(1 for _ in walk(root)) == 5_001
    root.add("text")
    assert sum(1 for _ in walk(root)) == 5_001
