/**
 * What the server answers, as far as the page reads it. Each interface is the server's own type of that name,
 * or of that name with "Out" or "In" behind it; a test of the page holds the two together. Only the type
 * checker reads this.
 */
declare namespace Wire {
  type Origin = "fetched" | "checked" | "declared" | "copy" | "";
  type Provenance = "official" | "quoted" | "catalogue" | "guide" | "own";

  interface Me {
    signed_in: boolean;
    name: string;
    owner: string;
    sign_in: string;
    can_sign_out: boolean;
    conversation_days: number | null;
  }

  interface Conversations {
    conversations: Revision[];
    deleted: string[];
  }

  interface Revision {
    id: string;
    revision: string;
  }

  interface Sessions {
    sessions: Session[];
  }

  interface Session {
    id: string;
    device: string;
    begun: string;
    used: string;
    current: boolean;
  }

  interface SignedOut {
    next: string;
  }

  interface Index {
    id: string;
    built_at: string;
  }

  interface DocumentRef {
    id: string;
    title: string;
    kind: string;
    symbol: string;
    language: string;
  }

  interface Statement {
    text: string;
    citations: number[];
    kind: "quote" | "catalogue" | "remark" | "guide" | "concept" | "count" | "model";
    plain: string;
    plain_language: string;
    plain_state: "" | "drafted" | "reviewed" | "read";
    concept?: string; // answers kept from before have none
  }

  interface Refusal {
    reason: string;
    message: string;
    closest: string[];
    pointer: Page | null;
    help: string[];
  }

  interface Page {
    label: string;
    url: string;
  }

  interface Line {
    text: string;
    depth: number;
  }

  interface Citation {
    number: number;
    id: string;
    label: string;
    document: DocumentRef;
    quote: string;
    text: string;
    start: number;
    end: number;
    page: number | null;
    last_page: number | null;
    page_label: string;
    url: string;
    provenance: Provenance;
    origin: Origin;
    chapeau: string;
    statuses: string[];
    quoted_in: string[];
    extract: boolean;
    lines: Line[];
  }

  interface Answer {
    language: string;
    answer: Statement[];
    refusal: Refusal | null;
    citations: Citation[];
    suggestions: string[];
    notes: string[];
    rewritten: string;
    index: Index;
    timings_ms: Record<string, number>;
  }

  interface Filters {
    kinds: string[];
    documents: string[];
    sessions: number[];
  }

  interface Turn {
    role: "user" | "assistant";
    content: string;
  }

  interface AskRequest {
    question: string;
    history: Turn[];
    language: string | null;
    filters: Partial<Filters>;
  }

  interface FeedbackIn {
    question: string;
    answer_id: string;
    answer: string;
    rating: "up" | "down";
    comment: string;
    language: string;
    provision?: string;
    history?: string[];
  }

  interface Named {
    provisions: Link[];
  }

  interface TranscriptSource {
    number: number;
    id: string;
    quote: string;
  }

  interface TranscriptStatement {
    text: string;
    citations: number[];
    kind: string;
    plain: string;
    plain_language: string;
    concept: string;
  }

  interface TranscriptPage {
    label: string;
    url: string;
  }

  interface TranscriptRefusal {
    message: string;
    pointer: TranscriptPage | null;
    help: string[];
  }

  interface TranscriptTurn {
    question: string;
    language: string;
    rewritten: string;
    answer: TranscriptStatement[];
    citations: TranscriptSource[];
    refusal: TranscriptRefusal | null;
    notes: string[];
  }

  interface TranscriptRequest {
    title: string;
    language: string;
    turns: TranscriptTurn[];
  }

  interface ConceptWords {
    language: string;
    name: string;
    others: string[];
    plain: string;
    plain_state: "" | "drafted" | "reviewed" | "read";
  }

  interface Concept extends ConceptWords {
    id: string;
  }

  interface Concepts {
    concepts: Concept[];
  }

  interface RelatedConcept {
    id: string;
    name: string;
  }

  interface WholeConcept {
    id: string;
    url: string;
    words: ConceptWords[];
    established_by: Link[];
    see_also: RelatedConcept[];
  }

  interface Hit {
    locator: string;
    label: string;
    document: DocumentRef;
    text: string;
    start: number;
    end: number;
    provenance: Provenance;
    origin: Origin;
    plain: string;
    plain_language: string;
    plain_state: "" | "drafted" | "reviewed" | "read";
  }

  interface Search {
    hits: Hit[];
  }

  interface Document {
    id: string;
    kind: string;
    title: string;
    short_title: string;
    label: string;
    symbol: string;
    session: number | null;
    language: string;
    date: string;
    url: string;
    provenance: Provenance;
    origin: Origin;
    held: "whole" | "copy" | "extracts" | "guide" | "facts";
    decisions_taken: number | null;
    quoted_in: string;
    author: string;
    note: string;
    counts: Record<string, number>;
  }

  interface Documents {
    documents: Document[];
  }

  interface Outline {
    locator: string;
    label: string;
    heading: string;
    kind: string;
    parent: string | null;
  }

  interface OutlinedDocument extends Document {
    outline: Outline[];
  }

  interface Link {
    locator: string;
    label: string;
    heading: string;
  }

  interface Chapeau extends Link {
    text: string;
  }

  interface Child extends Link {
    text: string;
  }

  interface CrossReference extends Link {
    words: string;
    start: number;
    end: number;
    known: boolean;
  }

  interface Guide {
    summary: string;
    questions: string[];
    language: string;
    state: "" | "drafted" | "reviewed" | "read";
  }

  interface ProvisionDocument extends DocumentRef {
    short_title: string;
    date: string;
    url: string;
    held: "whole" | "copy" | "extracts" | "guide" | "facts";
  }

  interface NamedDocument {
    id: string;
    title: string;
  }

  interface Provision {
    locator: string;
    label: string;
    heading: string;
    text: string;
    chapeau: string;
    chapeaux: Chapeau[];
    path: string[];
    page: number | null;
    last_page: number | null;
    page_label: string;
    document: ProvisionDocument;
    provenance: Provenance;
    origin: Origin;
    language: string;
    url: string;
    type: string;
    statuses: string[];
    actors: string[];
    about: Link[];
    quoted_in: NamedDocument[];
    guide: Guide | null;
    parent: Link | null;
    previous: Link | null;
    next: Link | null;
    children: Child[];
    cites: CrossReference[];
    cited_by: CrossReference[];
    concepts: RelatedConcept[];
  }
}

/** What the trainers' routes answer. */
declare namespace Wire.Training {
  interface Topic {
    title: string;
  }

  interface Words {
    kind: string;
    text: string;
    locator: string;
    label: string;
    language: string;
    state: "" | "drafted" | "reviewed" | "read";
  }

  interface Remark {
    text: string;
    slides: string[];
    labels: string[];
    shared: boolean;
  }

  interface Entry {
    label: string;
    title: string;
    session: number;
    year: string;
    place: string;
    url: string;
    words: Words | null;
    remarks: Remark[];
  }

  interface Timeline {
    title: string;
    note: string;
    entries: Entry[];
  }

  interface Standing {
    state: "open" | "met" | "elapsed" | "spent";
    by: string;
    label: string;
    year: number | null;
  }

  interface Duty {
    actor: string;
    verb: string;
    task: string;
    deadline: string;
    source: string;
    label: string;
    origin: string;
    sentence: string;
    actors: string[];
    asked_by: string;
    recipient: string;
    condition: string;
    rule: boolean;
    standing: Standing;
  }

  interface Reference {
    locator: string;
    label: string;
    before: string;
    words: string;
    after: string;
  }

  interface References {
    label: string;
    cites: Reference[];
    cited_by: Reference[];
  }

  interface Source {
    locator: string;
    label: string;
  }

  interface Item {
    kind: string;
    text: string;
    sources: Source[];
    note: string;
    cells: string[];
    options?: string[];
    ref?: string;
    key?: string;
    why?: string;
  }

  interface Block {
    id: string;
    kind: string;
    title: string;
    minutes: number;
    items: Item[];
    notes: string;
    ref: string;
    source: string;
  }

  interface Pack {
    title: string;
    minutes: number;
    blocks: Block[];
  }

  interface Mismatch {
    title: string;
    message: string;
    expected: string;
    found: string;
  }

  interface Finding {
    severity: string;
    kind: string;
    place: string;
    text: string;
    message: string;
    locator: string;
    label: string;
    expected: string;
    url: string;
  }

  interface Mention {
    place: string;
    words: string;
    locator: string;
    label: string;
    status: string;
  }

  interface Report {
    file: string;
    references: Mention[];
    quotations: number;
    exact: number;
    findings: Finding[];
    unchecked: Finding[];
  }
}

/** What the routes for files of one's own answer. */
declare namespace Wire.Library {
  interface Correction {
    id: string;
    kind: string;
    title: string;
    language: string;
    unchecked: boolean;
  }

  interface OwnFile {
    id: string;
    name: string;
    kind: string;
    reason: string;
    title: string;
    language: string;
    provisions: number;
    notes: string[];
    origin: Wire.Origin;
    served: boolean;
  }

  interface ErrorDetail {
    code: string;
    message: string;
    hint: string;
  }

  interface SetAside {
    name: string;
    reason: string;
  }

  interface Rebuild {
    status: "none" | "waiting" | "running" | "done" | "failed";
    queued: boolean;
    stage: string;
    done: number;
    total: number;
    error: ErrorDetail | null;
    set_aside: SetAside[];
  }

  interface Library {
    files: OwnFile[];
    suffixes: string[];
    largest: number;
    barrier: "" | "shared" | "unknown_texts" | "read_only";
    rebuild: Rebuild;
  }

  interface Change {
    status: "new" | "changed" | "unchanged" | "moved" | "removed";
    id: string;
    file: OwnFile | null;
    rebuild: Rebuild;
  }
}
