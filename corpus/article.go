package corpus

// Article is one news article as stored. Text is the article's text exactly as
// it was read (for HTML and other formats: the extracted body); every Span of
// every fact indexes into it in bytes.
type Article struct {
	ID            string   // the input's own id, else a hash of canonical URL or content
	Path          string   // input file as the user gave it
	URL           string   // canonical URL
	Source        string   // outlet that published the article
	Title         string   // headline
	Authors       []string // by-line, in order
	Section       string   // section of the outlet, where stated
	Published     string   // ISO 8601 date or date-time; "" when unknown
	PublishedFrom string   // where Published came from: head, json-ld, meta, text, …
	Updated       string   // ISO 8601; "" when unknown or never updated
	Language      string   // BCP 47, lower case; "" when unknown
	Agency        string   // news agency credited ("AP", "Reuters"), "" if none
	Partial       bool     // a stub: paywall or cut text; absence of a fact means nothing
	Text          string   // stored text
	Body          Span     // part of Text that facts are drawn from (Text without its head)
	Blocks        []Block  // typed regions of Text, sorted by Start; may be empty
}

// BlockKind says what a region of an article is.
type BlockKind string

// Kinds of block. Facts are drawn from all but Related and Credit.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	ListItem  BlockKind = "list-item"
	Caption   BlockKind = "caption"
	Embed     BlockKind = "embed"   // a post or another outlet's content
	Related   BlockKind = "related" // "read more" links
	Credit    BlockKind = "credit"  // by-lines, photo credits
	TableRow  BlockKind = "table-row"
	LiveEntry BlockKind = "live-entry" // one stamped entry of a live blog
)

// Block is a typed region of an article's Text.
type Block struct {
	Span
	Kind BlockKind
	Time string // ISO 8601 stamp of a live-blog entry or a post, "" if none
}
