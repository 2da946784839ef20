"""Every error that a user of this project can meet.

It imports nothing, so that every floor can raise its own without an import loop.

    AssistantError                something went wrong and the message says what to do next
    ├── InputError                what was given cannot be used                      (400)
    │   ├── QuestionError         the question is empty or too long                  (422)
    │   ├── CorpusError           a corpus folder, or the set of documents in it
    │   ├── SourceError           one source file: unreadable, encrypted, malformed
    │   └── EvaluationError       a question set, a run or a report
    ├── NotFoundError             no such document or provision                      (404)
    ├── IndexFolderError          the index folder                                   (503)
    │   ├── IndexMissingError     there is no index there yet                        (503)
    │   ├── IndexMismatchError    its format, encoder or files do not fit            (503)
    │   └── IndexWriteError       it could not be written (disk full, no permission)
    ├── EncoderError              the embedding model is missing or not the one expected
    ├── UnverifiedError           a quotation is not the words of its provision
    ├── FittingError              stored weights or thresholds do not fit the code
    └── UnavailableError          a service that was asked did not answer            (503)
"""


class AssistantError(Exception):
    """Base of all. `code` is stable for programs, `status` the HTTP status, `hint` the next step."""

    code = "internal"
    status = 500
    retryable = False

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(AssistantError):
    """What was given cannot be used."""

    code = "bad_input"
    status = 400


class QuestionError(InputError):
    """A question that is empty, too long or not text."""

    code = "bad_question"
    status = 422


class CorpusError(InputError):
    """A corpus folder that is missing or empty, or documents that contradict each other."""

    code = "bad_corpus"


class SourceError(InputError):
    """One source file that cannot be read as a document."""

    code = "bad_source"


class NotFoundError(AssistantError):
    """No document or provision has this locator."""

    code = "not_found"
    status = 404


class IndexFolderError(AssistantError):
    """Base of what can be wrong with an index folder."""

    code = "index"
    status = 503


class IndexMissingError(IndexFolderError):
    """There is no index in the folder."""

    code = "index_missing"


class IndexMismatchError(IndexFolderError):
    """The index was made by another format or encoder, or its files do not fit together."""

    code = "index_mismatch"


class IndexWriteError(IndexFolderError):
    """The index could not be written; the one before it still serves."""

    code = "index_write"
    retryable = True


class EncoderError(AssistantError):
    """The embedding model is missing, damaged or not a sentence-transformers model."""

    code = "encoder"


class UnverifiedError(AssistantError):
    """A quotation that is not the slice of the text that it claims to be: it is never shown."""

    code = "unverified"


class FittingError(AssistantError):
    """Weights or thresholds that were fitted for other features, or are damaged."""

    code = "fitting"


class EvaluationError(InputError):
    """A question set, a run or a report that cannot be used."""

    code = "evaluation"


class UnavailableError(AssistantError):
    """A service that was asked did not answer in time or in form."""

    code = "unavailable"
    status = 503
    retryable = True
