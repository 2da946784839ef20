"""References: every spelling people use is read, what only looks like one is left alone."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.corpus.load import load_corpus
from ingest.locator import Locator, Step, label
from ingest.numerals import roman
from ingest.references.resolve import Reference, aims_alone, read_references
from tests.sweep import sweep

CBD, CP, NP, NKL = "cbd", "cartagena-protocol", "nagoya-protocol", "nagoya-kuala-lumpur-protocol"


def targets(references: Sequence[Reference]) -> str:
    """All targets in order, as one line."""
    return " ".join(str(target) for reference in references for target in reference.targets)


# spelling -> targets, without context
DECISIONS = [
    ("I/3", "cop-1/dec-3"),
    ("XIII/23", "cop-13/dec-23"),
    ("XIV/25", "cop-14/dec-25"),
    ("XV/8", "cop-15/dec-8"),
    ("xv/8", "cop-15/dec-8"),
    ("15/8", "cop-15/dec-8"),
    ("15/08", "cop-15/dec-8"),
    ("14/24", "cop-14/dec-24"),
    ("16/31", "cop-16/dec-31"),
    ("V/II/14", "cop-7/dec-14"),
    ("15-8", "cop-15/dec-8"),
    ("decision 15/8", "cop-15/dec-8"),
    ("Decision: X/15", "cop-10/dec-15"),
    ("Decision No. X/15", "cop-10/dec-15"),
    ("DEC/XIII/23", "cop-13/dec-23"),
    ("decision 8/12", "cop-8/dec-12"),
    ("decision 8 of COP 15", "cop-15/dec-8"),
    ("decision 8 of COP15", "cop-15/dec-8"),
    ("Decision eight of COP fifteen", "cop-15/dec-8"),
    ("decisions 8 and 16 of COP 15", "cop-15/dec-8 cop-15/dec-16"),
    ("decision 8 of the fifteenth meeting of the Conference of the Parties", "cop-15/dec-8"),
    ("decision COP 15/8", "cop-15/dec-8"),
    ("COP15/8", "cop-15/dec-8"),
    ("COP 15/8", "cop-15/dec-8"),
    ("COP-15/8", "cop-15/dec-8"),
    ("COP XV/8", "cop-15/dec-8"),
    ("COP 15 dec. 8", "cop-15/dec-8"),
    ("COP 15, decision 8", "cop-15/dec-8"),
    ("COP 15's decision 8", "cop-15/dec-8"),
    ("COP 15 decision 15/8", "cop-15/dec-8"),
    ("COP-15-DEC-14", "cop-15/dec-14"),
    ("CBD/COP/15/DEC/14", "cop-15/dec-14"),
    ("dec 15.8", "cop-15/dec-8"),
    ("cop-15-dec-08-en", "cop-15/dec-8"),
    ("cop-14-dec-08-zh.pdf", "cop-14/dec-8"),
    ("UNEP/CBD/COP/DEC/X/15", "cop-10/dec-15"),
    ("CBD/COP/DEC/XIII/23", "cop-13/dec-23"),
    ("CBD/COP/DEC/15/8", "cop-15/dec-8"),
    ("UNEP/CBD/COP/DEC/13/17", "cop-13/dec-17"),
    ("UNEP/CBD/COP/DEC/14/8", "cop-14/dec-8"),
    ("decision CBD/COP/DEC/15/8, annex II, paragraph 3", "cop-15/dec-8/annex-2/para-3"),
    ("CBD/COP/14/24.B08.02.03", "cop-14/dec-24/sec-b/para-8/item-b/subitem-iii"),
    ("CBD/COP/14/24/B/08", "cop-14/dec-24/sec-b/para-8"),
    ("CBD/COP/15/08", "cop-15/dec-8"),
    ("CBD/COP/15/08/ANNEX", "cop-15/dec-8/annex"),
    ("IX/4 A", "cop-9/dec-4/sec-a"),
    ("14/24 B", "cop-14/dec-24/sec-b"),
    ("section B of decision 14/24", "cop-14/dec-24/sec-b"),
    ("VI/24 C paragraphs 3, 4", "cop-6/dec-24/sec-c/para-3 cop-6/dec-24/sec-c/para-4"),
    ("decision 15/8, annex II, para. 3", "cop-15/dec-8/annex-2/para-3"),
    ("decision 15/8 (annex II)", "cop-15/dec-8/annex-2"),
    ("VII/14 Annex, paragraph 57 (k)", "cop-7/dec-14/annex/para-57/item-k"),
    ("V/26 A, paragraph 12", "cop-5/dec-26/sec-a/para-12"),
    ("COP 15/4 P. 1, 2(a)", "cop-15/dec-4/para-1 cop-15/dec-4/para-2/item-a"),
    ("COP 16/22 Para 17", "cop-16/dec-22/para-17"),
    ("decision 14/25 op. 3", "cop-14/dec-25/para-3"),
    ("decision 15/8 § 5", "cop-15/dec-8/para-5"),
    ("paragraph 12 of annex I to decision 15/8", "cop-15/dec-8/annex-1/para-12"),
    ("the annex to decision X/15", "cop-10/dec-15/annex"),
    ("paragraph 3 of decisions X/2 and XI/3", "cop-10/dec-2/para-3 cop-11/dec-3/para-3"),
    ("decisions V/9, V/10, V/14 and V/17", "cop-5/dec-9 cop-5/dec-10 cop-5/dec-14 cop-5/dec-17"),
    ("decisions XII/2 and XIII/23, paragraph 4", "cop-12/dec-2 cop-13/dec-23/para-4"),
    ("COP 15", "cop-15"),
    ("COP15", "cop-15"),
    ("COP XV: Decisions XV/8 and XV/16", "cop-15 cop-15/dec-8 cop-15/dec-16"),
    ("the fifteenth meeting of the Conference of the Parties", "cop-15"),
    ("¿y la quinta COP?", "cop-5"),
    ("BS-I/3", "cp-mop-1/dec-3"),
    ("BS-IV/4", "cp-mop-4/dec-4"),
    ("CP-VIII/16", "cp-mop-8/dec-16"),
    ("CP VIII/16", "cp-mop-8/dec-16"),
    ("CP-9/3", "cp-mop-9/dec-3"),
    ("CP-11/7", "cp-mop-11/dec-7"),
    ("Decision 9/3 of the Cartagena Protocol", "cp-mop-9/dec-3"),
    ("decision 3 of CP-MOP 9", "cp-mop-9/dec-3"),
    ("NP-1/8", "np-mop-1/dec-8"),
    ("decision NP-3/15", "np-mop-3/dec-15"),
    ("CBD/CP/MOP/DEC/11/7", "cp-mop-11/dec-7"),
    ("CBD/NP/MOP/DEC/5/3", "np-mop-5/dec-3"),
    ("UNEP/CBD/BS/COP-MOP/DEC/IV/4", "cp-mop-4/dec-4"),
    ("SBSTTA XVI/15", "sbstta-16/rec-15"),
    ("SBSTTA recommendation XVI/15", "sbstta-16/rec-15"),
    ("recommendation XVIII/7", "sbstta-18/rec-7"),
    ("recommendation 23/6", "sbstta-23/rec-6"),
    ("SBSTTA-23/1", "sbstta-23/rec-1"),
    ("SBI 2/7", "sbi-2/rec-7"),
    ("recommendation 2 of SBI 3", "sbi-3/rec-2"),
    ("recommendation 1/7", "sbi-1/rec-7"),
    ("WG2020-1/1", "wg2020-1/rec-1"),
    ("WGRI-04/02", "wgri-4/rec-2"),
    ("UNEP/CBD/SBSTTA/REC/XVI/15", "sbstta-16/rec-15"),
    ("https://www.cbd.int/decisions/cop/14/24/b/8", "cop-14/dec-24/sec-b/para-8"),
    ("see https://www.cbd.int/decisions/cop/15/08.", "cop-15/dec-8"),
    ("/decisions/cop/15/08", "cop-15/dec-8"),
    ("https://www.cbd.int/decisions/cop/15", "cop-15"),
    ("https://www.cbd.int/doc/decisions/cop-15/cop-15-dec-08-en.pdf", "cop-15/dec-8"),
    ("https://www.cbd.int/doc/decisions/np-mop-01/np-mop-01-dec-09-en.pdf", "np-mop-1/dec-9"),
    ("https://www.cbd.int/decisions/?dec=VIII%2F13", "cop-8/dec-13"),
    ("https://www.cbd.int/decisions/?m=COP-12&n=17", "cop-12/dec-17"),
    ("https://www.cbd.int/decisions/np-mop?m=np-mop-05-07", "np-mop-5/dec-7"),
    ("https://www.cbd.int/decision/np-mop/?id=13408", "np-mop-1/dec-9"),
    ("https://www.cbd.int/kb/record/decision/13365?Subject=NBSAP", "cop-12/dec-2"),
    ("https://www.cbd.int/recommendations/?m=WGRI-04&n=02", "wgri-4/rec-2"),
    ("décision 15/8, annexe II, paragraphe 3", "cop-15/dec-8/annex-2/para-3"),
    ("décision NP-1/9", "np-mop-1/dec-9"),
    ("decisión BS-IV/4", "cp-mop-4/dec-4"),
    ("a decisão XIV/24", "cop-14/dec-24"),
    ("решение XIII/23", "cop-13/dec-23"),
    ("решения NP-1/9", "np-mop-1/dec-9"),
    ("решением BS-IV/4", "cp-mop-4/dec-4"),
    ("приложение II к решению 15/8", "cop-15/dec-8/annex-2"),
    ("决定 BS-IV/4", "cp-mop-4/dec-4"),
    ("第CP-VIII/16号决定", "cp-mop-8/dec-16"),
    ("第15/8号决定", "cop-15/dec-8"),
    ("决定15/8附件二第3段", "cop-15/dec-8/annex-2/para-3"),
    ("缔约方大会第十五届会议", "cop-15"),
    ("المقرر CP-VIII/16", "cp-mop-8/dec-16"),
    ("القرار NP-1/9", "np-mop-1/dec-9"),
    ("المقرر ١٥/٨", "cop-15/dec-8"),
    ("المرفق الثاني للمقرر 15/8", "cop-15/dec-8/annex-2"),
    ("X∕15", "cop-10/dec-15"),
    ("X／15", "cop-10/dec-15"),
    ("Х/15", "cop-10/dec-15"),
    ("ХV/8", "cop-15/dec-8"),
    ("ІХ/4", "cop-9/dec-4"),
    ("Ⅷ/11", "cop-8/dec-11"),
    ("NP\u20111/8", "np-mop-1/dec-8"),
    ("COP\u00a015/8", "cop-15/dec-8"),
    ("１５／８", "cop-15/dec-8"),
]
PROVISIONS = [
    ("Article 8", "cbd/art-8"),
    ("Art. 8(j)", "cbd/art-8/item-j"),
    ("article 8 j", "cbd/art-8/item-j"),
    ("article 8j", "cbd/art-8/item-j"),
    ("8 j", "cbd/art-8/item-j"),
    ("8j", "cbd/art-8/item-j"),
    ("8(j)", "cbd/art-8/item-j"),
    ("what does 8(j) say?", "cbd/art-8/item-j"),
    ("18(4)", "cbd/art-18/para-4"),
    ("6.3(e)", "cbd/art-6/para-3/item-e"),
    ("6.3.e", "cbd/art-6/para-3/item-e"),
    ("Article 18.3", "cbd/art-18/para-3"),
    ("18.3 CBD", "cbd/art-18/para-3"),
    ("18 para 3", "cbd/art-18/para-3"),
    ("art.8.j", "cbd/art-8/item-j"),
    ("paragraph 3 of Article 18", "cbd/art-18/para-3"),
    ("para. 4 of art 18 CBD", "cbd/art-18/para-4"),
    ("Article 6, paragraph 3 (g) (i)", "cbd/art-6/para-3/item-g/subitem-i"),
    ("subparagraph (a) of paragraph 2 of Article 23", "cbd/art-23/para-2/item-a"),
    ("sub-paragraph (a) of Article 8", "cbd/art-8/item-a"),
    ("Article 20 §2", "cbd/art-20/para-2"),
    ("Art 15 par. 7", "cbd/art-15/para-7"),
    ("Article VIII", "cbd/art-8"),
    ("article eight j", "cbd/art-8/item-j"),
    ("article forty-two", "cbd/art-42"),
    ("the fourth paragraph of article eighteen", "cbd/art-18/para-4"),
    ("3rd paragraph of article 18", "cbd/art-18/para-3"),
    ("article eighteen paragraph four", "cbd/art-18/para-4"),
    ("Article 8 of the Convention, paragraph 3", "cbd/art-8/para-3"),
    ("Articles 16 to 19", "cbd/art-16 cbd/art-17 cbd/art-18 cbd/art-19"),
    ("articles 16-19", "cbd/art-16 cbd/art-17 cbd/art-18 cbd/art-19"),
    ("articles 16–19", "cbd/art-16 cbd/art-17 cbd/art-18 cbd/art-19"),
    ("Articles 16, 18 and 20", "cbd/art-16 cbd/art-18 cbd/art-20"),
    ("Articles 8, 10, and 12 to 14", "cbd/art-8 cbd/art-10 cbd/art-12 cbd/art-13 cbd/art-14"),
    ("Article 20 and 21.", "cbd/art-20 cbd/art-21"),
    ("Article 15.1, 15.2 and 15.5", "cbd/art-15/para-1 cbd/art-15/para-2 cbd/art-15/para-5"),
    ("paragraphs 3 and 4 of Article 15", "cbd/art-15/para-3 cbd/art-15/para-4"),
    ("paragraph 1 or paragraph 2 of Article 5", "cbd/art-5/para-1 cbd/art-5/para-2"),
    ("Article 8 (h) and (j)", "cbd/art-8/item-h cbd/art-8/item-j"),
    ("Article 26.1(a)-(c)", "cbd/art-26/para-1/item-a cbd/art-26/para-1/item-b cbd/art-26/para-1/item-c"),
    ("Articles 8(j) and 10(c) of the Convention", "cbd/art-8/item-j cbd/art-10/item-c"),
    ("Article 8 and Article 10 of the Nagoya Protocol", "nagoya-protocol/art-8 nagoya-protocol/art-10"),
    (
        "Article 19, paragraphs 3 and 4, and Articles 8 (g) and 17 of the Convention",
        "cbd/art-19/para-3 cbd/art-19/para-4 cbd/art-8/item-g cbd/art-17",
    ),
    (
        "paragraphs 4 (a) and (f) of Article 29 of the Cartagena Protocol",
        "cartagena-protocol/art-29/para-4/item-a cartagena-protocol/art-29/para-4/item-f",
    ),
    ("Article 1 of Annex II part 1", "cbd/annex-2/part-1/art-1"),
    ("Annex II, Part 1, Article 3", "cbd/annex-2/part-1/art-3"),
    ("Part 1 of Annex II", "cbd/annex-2/part-1"),
    ("Annex I", "cbd/annex-1"),
    ("annex one", "cbd/annex-1"),
    ("Annex III paragraph 8(f)", "cbd/annex-3/para-8/item-f"),
    ("paragraph b) of Annex II", "cbd/annex-2/item-b"),
    ("preamble", "cbd/preamble"),
    ("the preamble of the Nagoya Protocol", "nagoya-protocol/preamble"),
    ("third recital of the preamble", "cbd/preamble/recital-3"),
    ("third preambular paragraph", "cbd/preamble/recital-3"),
    ("preambular paragraph 3", "cbd/preamble/recital-3"),
    ("Article 10 of the Cartagena Protocol", "cartagena-protocol/art-10"),
    ("art 10 BSP", "cartagena-protocol/art-10"),
    ("Biosafety Protocol Article 10", "cartagena-protocol/art-10"),
    ("CPB, Article 10", "cartagena-protocol/art-10"),
    ("Cartagena art. 10", "cartagena-protocol/art-10"),
    ("ABS Protocol art. 5", "nagoya-protocol/art-5"),
    ("NP 6.3(e)", "nagoya-protocol/art-6/para-3/item-e"),
    ("Art. 5 (Nagoya)", "nagoya-protocol/art-5"),
    ("Nagoya Protocol's Article 5", "nagoya-protocol/art-5"),
    ("the Annex to the Nagoya Protocol", "nagoya-protocol/annex"),
    ("Article 5 NKLSP", "nagoya-kuala-lumpur-protocol/art-5"),
    ("Article 5 of the Nagoya-Kuala Lumpur Supplementary Protocol", "nagoya-kuala-lumpur-protocol/art-5"),
    ("Article 5 of the Nagoya – Kuala Lumpur Protocol", "nagoya-kuala-lumpur-protocol/art-5"),
    ("Supplementary Protocol, Article 3", "nagoya-kuala-lumpur-protocol/art-3"),
    ("What does the Cartagena Protocol say in article 10?", "cartagena-protocol/art-10"),
    ("Under the Nagoya Protocol, what must article 6 paragraph 3 contain?", "nagoya-protocol/art-6/para-3"),
    (
        "Compare article 10 of Cartagena with article 6 of Nagoya",
        "cartagena-protocol/art-10 nagoya-protocol/art-6",
    ),
    ("In COP 10 in Nagoya: article 8", "cop-10 cbd/art-8"),
    ("paragraphs in Nagoya article 6", "nagoya-protocol/art-6"),
    ("Under what conditions, in Nagoya Article 6 (1)?", "nagoya-protocol/art-6/para-1"),
    ("en Nagoya artículo 6", "nagoya-protocol/art-6"),
    ("What does it say in Nagoya, Article 6?", "nagoya-protocol/art-6"),
    ("l'article quinze de la Convention", "cbd/art-15"),
    ("le quinzième article de la Convention", "cbd/art-15"),
    ("le 15e article de la Convention", "cbd/art-15"),
    ("l'article trente et un", "cbd/art-31"),
    ("l'article dix-sept", "cbd/art-17"),
    ("el décimo quinto artículo del Convenio", "cbd/art-15"),
    ("artículo treinta y uno", "cbd/art-31"),
    ("o décimo quinto artigo da Convenção", "cbd/art-15"),
    ("artigo vinte e um", "cbd/art-21"),
    ("в пятнадцатой статье Конвенции", "cbd/art-15"),
    ("двадцать первая статья", "cbd/art-21"),
    ("15-я статья Конвенции", "cbd/art-15"),
    ("статья 15-я", "cbd/art-15"),
    ("artículo 1.º del Convenio", "cbd/art-1"),
    ("artigo 1º da Convenção", "cbd/art-1"),
    ("третий пункт статьи 15", "cbd/art-15/para-3"),
    ("Article 8 and one paragraph of the annex", "cbd/art-8"),
    ("статья 8 и один пункт", "cbd/art-8"),
    ("Article 18: what does paragraph 4 say?", "cbd/art-18 cbd/art-18/para-4"),
    ("Article 2 of the Protocol", "cartagena-protocol/art-2"),
    ("Article 58 of the Convention", "cbd/art-58"),
    ("How does the Ramsar Convention relate to Article 8(j)?", "cbd/art-8/item-j"),
    ("Who adopts the rules of procedure under Article 23?", "cbd/art-23"),
    ("paragraph 2 (b) of the Annex to the Nagoya Protocol", "nagoya-protocol/annex/para-2/item-b"),
    (
        "Articles 8(j), 10(c), 17.2 and 18.4",
        "cbd/art-8/item-j cbd/art-10/item-c cbd/art-17/para-2 cbd/art-18/para-4",
    ),
    ("items (a), (c) and (d) of Article 8", "cbd/art-8/item-a cbd/art-8/item-c cbd/art-8/item-d"),
    ("the annex III", "cbd/annex-3"),
    ("Target 3", "gbf/target-3"),
    ("GBF target 3", "gbf/target-3"),
    ("target three", "gbf/target-3"),
    ("KMGBF Target 20", "gbf/target-20"),
    ("GBF tgt #19", "gbf/target-19"),
    ("where were COP 1 and 2?", "cop-1 cop-2"),
    ("COPs 5, 6 and 7", "cop-5 cop-6 cop-7"),
    ("the 1st and the 2nd COP", "cop-1 cop-2"),
    ("first and second meetings of the Conference of the Parties", "cop-1 cop-2"),
    ("première et deuxième réunions de la Conférence des Parties", "cop-1 cop-2"),
    ("COP 8 and 9 countries", "cop-8"),
    ("COP 14 and 15/8", "cop-14 cop-15/dec-8"),
    ("COP 15, 8 December", "cop-15"),
    ("COP 15 and 16 targets", "cop-15"),
    ("KMGBF T19", "gbf/target-19"),
    ("GBF: T-3 and its indicators", "gbf/target-3"),
    ("GBF 19?", "gbf/target-19"),
    ("Aichi 11", "aichi/target-11"),
    ("GBF 23 targets", ""),
    ("GBF 2030", ""),
    ("Nagoya prot. § 17.1.a.iv", "nagoya-protocol/art-17/para-1/item-a/subitem-iv"),
    ("Nagoya § 17", "nagoya-protocol/art-17"),
    ("Cartagena Protocol, Article 11, § 4", "cartagena-protocol/art-11/para-4"),
    ("N-KL supp. protocol, art twelve (3)", "nagoya-kuala-lumpur-protocol/art-12/para-3"),
    ("Target 2 of the Kunming-Montreal Global Biodiversity Framework", "gbf/target-2"),
    ("targets 1 to 3", "gbf/target-1 gbf/target-2 gbf/target-3"),
    ("Goal A", "gbf/goal-a"),
    ("Goal D of the framework", "gbf/goal-d"),
    ("Goals A to D", "gbf/goal-a gbf/goal-b gbf/goal-c gbf/goal-d"),
    ("Aichi Target 11", "aichi/target-11"),
    ("Aichi Biodiversity Target 11", "aichi/target-11"),
    ("Target 11 of the Aichi Biodiversity Targets", "aichi/target-11"),
    # French, Spanish, Portuguese
    ("Que dit l'article 8 j) de la Convention ?", "cbd/art-8/item-j"),
    ("l’article 15, paragraphe 2, de la Convention", "cbd/art-15/para-2"),
    ("le paragraphe 3 de l'article 18 du Protocole de Nagoya", "nagoya-protocol/art-18/para-3"),
    ("article 5 in Cartagena", "cartagena-protocol/art-5"),
    ("article 8 de Carthagène", "cartagena-protocol/art-8"),
    ("o artigo 21 de Nagoia", "nagoya-protocol/art-21"),
    ("المادة 21 من ناغويا", "nagoya-protocol/art-21"),
    ("статья 8 Картахены", "cartagena-protocol/art-8"),
    ("名古屋第21条", "nagoya-protocol/art-21"),
    ("المادة 5 من البروتوكول التكميلي", "nagoya-kuala-lumpur-protocol/art-5"),
    ("статья 5 дополнительного протокола", "nagoya-kuala-lumpur-protocol/art-5"),
    ("补充议定书第5条", "nagoya-kuala-lumpur-protocol/art-5"),
    ("article 8(j) at the Nagoya COP", "cbd/art-8/item-j"),
    ("artigo 5 de Nagoia-Kuala Lumpur", "nagoya-kuala-lumpur-protocol/art-5"),
    ("статья 5 Нагоя-Куала-Лумпур", "nagoya-kuala-lumpur-protocol/art-5"),
    ("名古屋吉隆坡第5条", "nagoya-kuala-lumpur-protocol/art-5"),
    ("المادة 5 ناغويا - كوالالمبور", "nagoya-kuala-lumpur-protocol/art-5"),
    ("L'article 8 a-t-il été modifié ?", "cbd/art-8"),
    ("Où la décision 15/5 a-t-elle été adoptée ?", "cop-15/dec-5"),
    ("статья 8 в Конвенции", "cbd/art-8"),
    ("l'alinéa j) de l'article 8", "cbd/art-8/item-j"),
    ("article premier", "cbd/art-1"),
    ("articles 16 à 18", "cbd/art-16 cbd/art-17 cbd/art-18"),
    ("annexe III du Protocole de Cartagena", "cartagena-protocol/annex-3"),
    ("le préambule", "cbd/preamble"),
    ("cible 3 du cadre mondial", "gbf/target-3"),
    ("Objectif A", "gbf/goal-a"),
    ("objectif d'Aichi 11", "aichi/target-11"),
    ("¿Qué dice el artículo 8 j) del Convenio?", "cbd/art-8/item-j"),
    ("artículo 15 párrafo 2 del Convenio sobre la Diversidad Biológica", "cbd/art-15/para-2"),
    (
        "artículos 16 a 18 del Protocolo de Cartagena",
        "cartagena-protocol/art-16 cartagena-protocol/art-17 cartagena-protocol/art-18",
    ),
    ("artículo 16 y 18", "cbd/art-16 cbd/art-18"),
    ("anexo I del Convenio", "cbd/annex-1"),
    ("meta 3", "gbf/target-3"),
    ("artigo 8 da Convenção", "cbd/art-8"),
    ("o artigo 6, parágrafo 3, alínea e, do Protocolo de Nagoia", "nagoya-protocol/art-6/para-3/item-e"),
    ("Objetivo A", "gbf/goal-a"),
    # Russian
    ("Что говорит статья 8(j) Конвенции?", "cbd/art-8/item-j"),
    ("статья 8 j)", "cbd/art-8/item-j"),
    ("подпункт (j) статьи 8", "cbd/art-8/item-j"),
    ("пункт 3 статьи 18 Конвенции", "cbd/art-18/para-3"),
    ("статьи 16 и 18 Картахенского протокола", "cartagena-protocol/art-16 cartagena-protocol/art-18"),
    ("в статье 6 Нагойского протокола", "nagoya-protocol/art-6"),
    ("пункт 2 приложения I", "cbd/annex-1/para-2"),
    ("преамбула", "cbd/preamble"),
    ("Цель A", "gbf/goal-a"),
    ("задача 3", "gbf/target-3"),
    # Chinese
    ("公约第8条", "cbd/art-8"),
    ("第八条", "cbd/art-8"),
    ("第8条（j）款", "cbd/art-8/item-j"),
    ("第8(j)条", "cbd/art-8/item-j"),
    ("第18条第3款", "cbd/art-18/para-3"),
    ("第十八条第三款", "cbd/art-18/para-3"),
    ("《生物多样性公约》第15条说什么？", "cbd/art-15"),
    ("第16至18条", "cbd/art-16 cbd/art-17 cbd/art-18"),
    ("第16、18和20条", "cbd/art-16 cbd/art-18 cbd/art-20"),
    ("名古屋议定书第6条", "nagoya-protocol/art-6"),
    ("卡塔赫纳议定书附件三第8段", "cartagena-protocol/annex-3/para-8"),
    ("序言", "cbd/preamble"),
    ("目标3", "gbf/target-3"),
    ("目标A", "gbf/goal-a"),
    # Arabic
    ("المادة 8 من الاتفاقية", "cbd/art-8"),
    ("المادة ٨ (ي)", "cbd/art-8/item-j"),
    ("المادة الثامنة عشرة", "cbd/art-18"),
    ("الفقرة 3 من المادة 18", "cbd/art-18/para-3"),
    ("المادتين 16 و18 من بروتوكول ناغويا", "nagoya-protocol/art-16 nagoya-protocol/art-18"),
    ("المادة 10 من بروتوكول قرطاجنة", "cartagena-protocol/art-10"),
    ("المرفق 1", "cbd/annex-1"),
    ("ديباجة الاتفاقية", "cbd/preamble"),
    ("الهدف 3", "gbf/target-3"),
]
LITERALS = [
    "cbd/art-8/item-j",
    "cop-1/dec-3/para-2",
    "cop-15/dec-8",
    "cop-15/dec-8/annex-1/para-12/item-b",
    "nagoya-protocol/art-6/para-3/item-e",
    "cbd/annex-2/part-1/art-3/para-1",
    "cbd/preamble/recital-3",
    "gbf/target-3",
    "tsc-training-2023/slide-14",
    "cp-mop-9/dec-3/annex",
]
# text, context, targets
RELATIVE = [
    ("and paragraph 4?", "cbd/art-18/para-3", "cbd/art-18/para-4"),
    ("and paragraph 4?", "cbd/art-18", "cbd/art-18/para-4"),
    ("paragraph 3", "cop-1/dec-3/para-2", "cop-1/dec-3/para-3"),
    ("paragraph 3", "cop-15/dec-8", "cop-15/dec-8/para-3"),
    ("paragraph 3", "cop-15/dec-8/annex-1/para-2/item-a", "cop-15/dec-8/annex-1/para-3"),
    ("paragraph 3", "cbd/preamble/recital-1", "cbd/preamble/recital-3"),
    ("paragraph 3", "cbd", ""),
    ("paragraph 3", "tsc-training-2023/slide-14", ""),
    ("paragraph 3", None, ""),
    ("item (b)", "cbd/art-8/item-j", "cbd/art-8/item-b"),
    ("(see subparagraph b) above)", "cbd/art-10/item-c", "cbd/art-10/item-b"),
    (
        "subparagraphs a) to c) above",
        "cbd/art-9/item-e",
        "cbd/art-9/item-a cbd/art-9/item-b cbd/art-9/item-c",
    ),
    ("paragraphs 1 and 2 above", "cop-1/dec-3/para-3", "cop-1/dec-3/para-1 cop-1/dec-3/para-2"),
    (
        "subparagraphs (b) or (c) of paragraphs 1 or 2 above",
        "nagoya-kuala-lumpur-protocol/art-12/para-3",
        " ".join(f"nagoya-kuala-lumpur-protocol/art-12/para-{p}/item-{i}" for p in "12" for i in "bc"),
    ),
    ("this Article", "cbd/art-18/para-3", "cbd/art-18"),
    ("paragraph 2 of this Article", "cbd/art-18/para-3", "cbd/art-18/para-2"),
    ("this Article", None, ""),
    ("paragraph 3 of the present decision", "cop-1/dec-3/para-2", "cop-1/dec-3/para-3"),
    ("the annex to the present decision", "cop-10/dec-15/para-2", "cop-10/dec-15/annex"),
    ("annex II", "cop-15/dec-8/para-2", "cop-15/dec-8/annex-2"),
    ("Article 5", "nagoya-protocol/art-6", "nagoya-protocol/art-5"),
    ("Article 18 of this Protocol", "nagoya-protocol/art-6", "nagoya-protocol/art-18"),
    ("Article 18 of the Convention", "nagoya-protocol/art-6", "cbd/art-18"),
    ("Article 18", "cop-1/dec-3/para-2", "cbd/art-18"),
    ("Article 5 of the Cartagena Protocol", "cbd/art-8", "cartagena-protocol/art-5"),
    ("What does the Cartagena Protocol say in Article 5?", "cbd/art-8", "cartagena-protocol/art-5"),
    ("those listed in the Annex", "nagoya-protocol/art-5/para-4", "nagoya-protocol/annex"),
    ("Goal 3", "cop-10/dec-15/annex/goal-1", "cop-10/dec-15/annex/goal-3"),
    ("target 5", "aichi/target-3", "aichi/target-5"),
    ("l'article 5", "cartagena-protocol", "cartagena-protocol/art-5"),
]
NOTHING = [
    "",
    " ",
    "24/7",
    "50/50",
    "3/4",
    "12/05/2022",
    "2022-05-12",
    "and/or",
    "30 by 30",
    "30x30",
    "1/7",
    "a 50% target",
    "the 2010 target",
    "2030 targets",
    "target of 30%",
    "national target 3",
    "SDG target 15.2",
    "SDG 14",
    "Sustainable Development Goal 15",
    "Resolution 15/8",
    "Rule 15(2)",
    "section 15(2) of the act",
    "pages 15-18",
    "14-16 June 2022",
    "2011-2020",
    "Article 6 of the Paris Agreement",
    "What does the Paris Agreement say in Article 6?",
    "CITES Article 14",
    "UNEP/CBD/COP/11/31",
    "CBD/COP/15/L.25",
    "CBD/SBSTTA/24/2",
    "COP 21 in Paris",
    "COP 17",
    "XVII/3/2",
    "I went there",
    "a part of it",
    "each item on the list",
    "the goal a country sets",
    "in section two",
    "the parties to this Protocol",
    "the Convention",
    "COP in Nagoya",
    "https://example.org/decisions/cop/15/8",
    "https://www.cbd.int/gbf",
    "an annex to any protocol",
    "mission statement",
    "the present text",
    "paragraph",
    "articles of clothing",
    "article",
    "decision",
    "decision-making",
    "target audience",
    "recommendation",
    "vitamin B/12",
    "the ninth meeting of the Conference of the Parties serving as the meeting of the Parties to the "
    "Cartagena Protocol",
    "TCP/IP",
    "w/o 15",
    "$15/8 oz",
    "Article 4 of Regulation (EU) No 511/2014",
    "Article 2 of the UN Charter",
    "Article XX of GATT",
    "Article 15/16",
    "Article 27.3(b) of TRIPS",
    "15/8/2022",
    "1990/91",
    "0/8",
    "15/0",
    "15/99",
    "article 0",
    "Article 2020",
    "version 8.3",
    "1.5 degrees",
    "10 a.m.",
    "2 b or not",
]


@pytest.mark.parametrize(("text", "expected"), DECISIONS + PROVISIONS)
def test_spelling_is_read(text: str, expected: str) -> None:
    """A spelling people use names exactly these provisions."""
    assert targets(read_references(text)) == expected


@pytest.mark.parametrize("text", LITERALS)
def test_locator_typed_as_such_is_read(text: str) -> None:
    """A locator string names itself."""
    assert targets(read_references(f"what is {text}?")) == text


@pytest.mark.parametrize(("text", "context", "expected"), RELATIVE)
def test_relative_reference_is_resolved_by_the_context(text: str, context: str | None, expected: str) -> None:
    """What leaves out the document or the article is read against the context."""
    assert targets(read_references(text, Locator.parse(context) if context else None)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_reference_is_left_alone(text: str) -> None:
    """Fractions, dates, other treaties and plain words name nothing."""
    assert not read_references(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Article 8(j)",
            "cartagena-protocol/art-8/item-j nagoya-protocol/art-8/item-j "
            "nagoya-kuala-lumpur-protocol/art-8/item-j",
        ),
        ("Article 8(j) of the Convention", ""),
        ("Article 2 of the Protocol", "nagoya-protocol/art-2 nagoya-kuala-lumpur-protocol/art-2"),
        ("16/15", "sbstta-16/rec-15"),
        ("decision 16/15", ""),
        ("recommendation 1/7", "sbstta-1/rec-7"),
        ("Target 3", "aichi/target-3"),
        ("Aichi Target 3", ""),
    ],
)
def test_other_readings_are_offered(text: str, expected: str) -> None:
    """Where the words leave it open, the other readings follow; where they do not, there is none."""
    (reference,) = read_references(text)

    assert " ".join(map(str, reference.alternatives)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Does Article 8(j) of the Convention apply?", ["Article 8(j) of the Convention"]),
        ("(see decision XV/8, annex II)", ["decision XV/8, annex II"]),
        ("(Article 8(j)) and (Article 10 c)", ["Article 8(j)", "Article 10 c"]),
        ("“Article 8” and «статья 10»", ["Article 8", "статья 10"]),
        ("Décision\u00a015/8 ; l’Article\u00a08\u00a0j) !", ["Décision\u00a015/8", "Article\u00a08\u00a0j)"]),
        ("See https://www.cbd.int/decisions/cop/15/8.", ["https://www.cbd.int/decisions/cop/15/8"]),
        ("İİİ Article 8, e\u0301e\u0301 Article 9", ["Article 8", "Article 9"]),
    ],
)
def test_words_are_those_of_the_original(text: str, words: list[str]) -> None:
    """The words of a reference are the slice of the text as it was given."""
    references = read_references(text)

    assert [reference.words for reference in references] == words
    assert [text[reference.start : reference.end] for reference in references] == words


# property tests

_SHORT = {
    CBD: "Convention",
    CP: "Cartagena Protocol",
    NP: "Nagoya Protocol",
    NKL: "Nagoya-Kuala Lumpur Supplementary Protocol",
}
_LONG = {
    CBD: "the Convention on Biological Diversity",
    CP: "the Cartagena Protocol on Biosafety",
    NP: "the Nagoya Protocol",
    NKL: "the Nagoya-Kuala Lumpur Supplementary Protocol",
}
_number = st.integers(1, 42).map(str)
_letter = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
_roman = st.integers(1, 12).map(lambda n: roman(n).lower())


@st.composite
def _tail(draw: st.DrawFn, *, items_first: bool = True) -> tuple[Step, ...]:
    """Paragraph, item, sub-item and point, as deep as drawn."""
    steps = [Step("para", draw(_number))] if draw(st.booleans()) or not items_first else []
    if steps == [] or draw(st.booleans()):
        steps.append(Step("item", draw(_letter)))
        if steps[0].kind == "para" and draw(st.booleans()):
            steps.append(Step("subitem", draw(_roman)))
            if draw(st.booleans()):
                steps.append(Step("point", draw(_letter)))
    return tuple(steps)


@st.composite
def _treaty_locators(draw: st.DrawFn) -> Locator:
    document = draw(st.sampled_from([CBD, CP, NP, NKL]))
    tail = draw(st.one_of(st.just(()), _tail()))
    shape = draw(st.sampled_from(["art", "annex", "part", "recital", "preamble"]))
    if shape == "art":
        return Locator(document, (Step("art", draw(_number)), *tail))
    if shape == "annex":
        return Locator(document, (Step("annex", str(draw(st.integers(1, 9)))), *tail))
    if shape == "part":
        article = (Step("annex", "2"), Step("part", draw(st.sampled_from("12"))), Step("art", draw(_number)))
        return Locator(document, (*article, *tail))
    return Locator(document, (Step("preamble"), Step("recital", draw(_number)))[: 1 + (shape == "recital")])


@st.composite
def _decisions(draw: st.DrawFn) -> Locator:
    body, last = draw(
        st.sampled_from(
            [
                ("cop", 16),
                ("cp-mop", 11),
                ("np-mop", 5),
                ("sbstta", 26),
                ("sbi", 5),
                ("wgri", 5),
                ("wg2020", 5),
            ]
        )
    )
    kind = "dec" if body.endswith(("cop", "mop")) else "rec"
    document = f"{body}-{draw(st.integers(1, last))}/{kind}-{draw(st.integers(1, 48))}"
    steps: tuple[Step, ...] = ()
    if draw(st.booleans()):
        annex = draw(st.sampled_from(["", "1", "2", "3"]))
        steps += (Step("annex", annex),)
    if draw(st.booleans()):
        steps += (Step("sec", draw(st.sampled_from("abcdefgh"))),)
    return Locator(document, steps + draw(st.one_of(st.just(()), _tail(items_first=False))))


def _printed(locator: Locator) -> str:
    return label(
        locator,
        {**_SHORT, "gbf": "Global Biodiversity Framework", "aichi": "Aichi Biodiversity Targets"}.get(
            locator.document, ""
        ),
    )


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.one_of(_treaty_locators(), _decisions()))
def test_label_reads_back(locator: Locator) -> None:
    """The printed label of any locator, alone or in a sentence, names it first."""
    printed = _printed(locator)
    for text in (
        printed,
        f"What does {printed} say?",
        printed.lower() if "/" in locator.document else printed.upper(),
    ):
        assert read_references(text)[0].targets[0] == locator, text


@settings(max_examples=200, deadline=None)
@given(st.one_of(_treaty_locators(), _decisions()), st.one_of(st.none(), _treaty_locators()))
def test_locator_string_reads_back(locator: Locator, context: Locator | None) -> None:
    """A locator string names itself in any context."""
    if locator.steps or "/" in locator.document:
        assert targets(read_references(f"see {locator}, please", context)) == str(locator)


def _styles(locator: Locator) -> list[str]:
    """An article and what hangs on it as different people would write it."""
    name, short = _LONG[locator.document], _SHORT[locator.document]
    article, *rest = locator.steps
    dotted = "".join(f".{step.number}" if step.kind == "para" else f"({step.number})" for step in rest)
    spaced = "".join(f" ({step.number})" for step in rest)
    spelled = "".join(
        f", paragraph {step.number}" if step.kind == "para" else f" ({step.number})" for step in rest
    )
    upward = "".join(
        f"{ {'para': 'paragraph', 'item': 'subparagraph'}.get(step.kind, 'item') } ({step.number}) of "
        for step in reversed(rest[:2])
    )
    styles = [
        f"Article {article.number}{dotted} of {name}",
        f"Article {article.number}{spaced} of {name}",
        f"art. {article.number}{dotted} {short}",
    ]
    styles += [f"Article {article.number}{spelled}, of {name}", f"({short}, Art. {article.number}{dotted})"]
    styles += [f"{short} article {article.number}{spaced}"]
    if len(rest) < 3:
        styles.append(f"{upward}Article {article.number} of {name}")
    return styles


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(_treaty_locators().filter(lambda locator: locator.steps[0].kind == "art"))
def test_other_printed_styles_read_back(locator: Locator) -> None:
    """An article is found in every style in which it is printed."""
    for text in _styles(locator):
        assert targets(read_references(text)) == str(locator), text


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 16), st.integers(1, 60))
def test_decision_styles_read_back(session: int, number: int) -> None:
    """Every symbol and page address of a decision of the COP names it."""
    figures = [str(session), roman(session)]
    texts = [f"decision {figure}/{number}" for figure in figures] + [
        f"CBD/COP/DEC/{figure}/{number}" for figure in figures
    ]
    texts += [
        f"COP {session}/{number}",
        f"COP-{session}/{number:02}",
        f"cop-{session:02}-dec-{number:02}-fr",
        f"decision {number} of COP {session}",
    ]
    texts += [
        f"https://www.cbd.int/decisions/cop/{session}/{number}",
        f"CBD/COP/{session:02}/{number:02}",
        f"décision {roman(session)}/{number}",
    ]
    for text in texts:
        assert targets(read_references(text)) == f"cop-{session}/dec-{number}", text


_OUT_OF_SCOPE = {"term", "slide", "remark", "catalogue", "extract", "testimonium", "text", "head", "page"}


def test_every_label_of_the_corpus_reads_back() -> None:
    """Each provision of the embedded corpus is named by its label and by its locator."""
    corpus = load_corpus([])
    wrong = []
    for name, provision in corpus.provisions.items():
        locator = Locator.parse(name)
        if not locator.steps or {step.kind for step in locator.steps} & _OUT_OF_SCOPE or "~" in name:
            continue
        document = corpus.documents[locator.document]
        if document.kind not in {"convention", "protocol", "framework", "decision", "recommendation"}:
            continue
        for text in (provision.label, name):
            found = read_references(text)
            if not found or found[0].targets[0] != locator:
                wrong.append(text)

    assert wrong == []


_PIECES = st.sampled_from(
    [
        "article",
        "Articles",
        "Art.",
        "8",
        "18",
        "(",
        ")",
        "j",
        "a",
        "ii",
        "paragraph",
        "§",
        "of the",
        "Convention",
        "Nagoya",
        "Protocol",
        "-",
        "Kuala Lumpur",
        "decision",
        "15/8",
        "/",
        "COP",
        "XV",
        ",",
        "and",
        "to",
        "annex",
        "II",
        "part",
        "this",
        "present",
        "preamble",
        "recital",
        "Goal",
        "Target",
        "Aichi",
        "GBF",
        "第",
        "条",
        "款",
        "附件",
        "二",
        "المادة",
        "و",
        "الفقرة",
        "статья",
        "пункт",
        "CBD/COP/14/24.B08",
        "https://www.cbd.int/decisions/cop/14/24",
        "'",
        "above",
        "1/CP.21",
        "SBSTTA",
        "recommendation",
        "section",
        "B",
        "preambular",
        "third",
        "meeting",
        "\u200b",
        "．",
        "e\u0301",
        "İ",
        "cbd/art-8",
        " ",
        "\n",
    ]
)
_CONTEXTS = st.sampled_from(
    [
        None,
        "cbd",
        "cbd/art-18/para-4",
        "cop-1/dec-3/para-2",
        "cop-15",
        "cbd/preamble/recital-3",
        "gbf/target-3",
        "deck/slide-4",
    ]
)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(
    st.one_of(st.text(max_size=60), *(st.lists(_PIECES, max_size=14).map(joint.join) for joint in (" ", ""))),
    _CONTEXTS,
)
def test_references_are_slices_in_order(text: str, context: str | None) -> None:
    """On any text: no error, words are slices, sorted and disjoint, and every locator is well formed."""
    end = 0
    for reference in read_references(text, Locator.parse(context) if context else None):
        assert text[reference.start : reference.end] == reference.words != ""
        assert end <= reference.start
        end = reference.end
        for locator in (*reference.targets, *reference.alternatives):
            assert Locator.parse(str(locator)) == locator


_HOSTILE = [
    "a",
    "(",
    "8(",
    "article ",
    "articles 1, ",
    "paragraph 1 of the ",
    "X/",
    "1/",
    "a-",
    "cbd/cop/",
    "http://",
    " ",
    "I",
    "IV/1 ",
    "1",
    "1.",
    "第",
    "第1、",
    "一",
    "this Article ",
    "paragraph (a) and ",
    "'",
    "1x",
    "Article 8(j) of the Convention and ",
    "cbd/art-1",
    "/art-1",
    "nagoya - kuala ",
    "decision 1, ",
    "conference of the parties ",
    "(a",
    "\u0301",
    "المادة ",
    "статья 1 ",
    "p. ",
    "sub-",
    "twenty-",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", sweep(_HOSTILE, 4))
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """30,000 characters of anything are read in three seconds of processor time, whatever they repeat."""
    text = (piece * (30_000 // len(piece) + 1))[:30_000]
    begin = time.process_time()

    read_references(text, Locator.parse("cop-1/dec-3/para-2"))

    assert time.process_time() - begin < 3


def test_question_is_read_at_once() -> None:
    """A question costs about a millisecond at most, the best of several runs."""
    question = (
        "What does Article 8(j) of the Convention say about traditional knowledge, and how does decision "
        "15/8, annex II, para {} relate?"
    )
    times = []
    for number in range(1, 22):
        begin = time.perf_counter()
        read_references(question.format(number))
        times.append(time.perf_counter() - begin)

    assert min(times) < 0.003


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("What is goal 2 of the clearing-house plan?", ["goal-2"]),
        ("Compare goal 1 and goal 3 of the plan", ["goal-1", "goal-3"]),
        ("Goal 2 of decision X/15", []),
        ("objetivo 3 del plan 2005-2010 del mecanismo", ["target-3", "goal-3"]),
        ("цель 2 плана механизма", ["target-2", "goal-2"]),
        ("信息交换所机制战略计划的目标2是什么？", ["target-2", "goal-2"]),
        ("الهدف 2 من خطة آلية غرفة تبادل المعلومات", ["target-2", "goal-2"]),
        ("objetivo 3 del marco mundial", []),
        ("Objetivo 3, ¿qué pide?", []),
        ("does our national plan have to follow target 3?", []),
        ("What is Goal A?", []),  # of the framework in force
        ("What does Target 15 say?", []),
        ("What does Article 2 say?", []),
        ("paragraph 2 of the annex", []),
    ],
)
def test_goals_named_by_number_alone(text: str, aims: list[str]) -> None:
    """Those of which the text does not say whose they are."""
    assert [str(aim) for aim in aims_alone(text)] == aims


def test_the_annex_of_an_instrument_that_has_several_says_not_which() -> None:
    """ "segundo o anexo do Protocolo de Cartagena" was told that there is no such annex."""
    assert read_references("according to the annex of the Cartagena Protocol") == ()
    assert read_references("segundo o anexo do Protocolo de Cartagena") == ()
    assert [str(one.targets[0]) for one in read_references("the annex to the Nagoya Protocol")] == [
        "nagoya-protocol/annex"
    ]
