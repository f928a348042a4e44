package source

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"twosource/corpus"
	"twosource/extractors/dateline"
	"twosource/extractors/stamp"
)

// text parses an article that is a text.
func (r *reader) text(a at, data []byte) Item {
	text, err := decode(data)
	if err != nil {
		return Item{Failure: a.failure(err.Error(), "convert the file to UTF-8")}
	}
	if strings.TrimSpace(text) == "" {
		return Item{Failure: a.failure("empty file", "")}
	}
	art := &corpus.Article{Path: a.path, Text: text}
	r.readHead(art)
	if strings.TrimSpace(art.Body.In(text)) == "" {
		return Item{Failure: a.failure("a head without a text", "put the article's text after a blank line")}
	}
	r.finish(art)
	return Item{Article: art}
}

// readHead fills what the head of the text states into fields still empty and
// sets Body to the rest.
func (r *reader) readHead(art *corpus.Article) {
	h := parseHead(art.Text)
	art.Body = corpus.Span{Start: h.end, End: len(art.Text)}
	fill(&art.ID, h.id)
	fill(&art.Source, h.source)
	fill(&art.URL, h.url)
	fill(&art.Title, h.title)
	fill(&art.Section, h.section)
	fill(&art.Language, language(h.language))
	if len(art.Authors) == 0 {
		art.Authors = h.authors
	}
	r.published(art, h.date, "head")
	if st, ok := stamp.Parse(h.updated); ok && art.Updated == "" {
		art.Updated = st.ISO
	}
}

func fill(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// published sets the date of publication if it is not set, can be read and is
// not in the future.
func (r *reader) published(art *corpus.Article, date, from string) {
	if art.Published != "" || date == "" {
		return
	}
	st, ok := stamp.Parse(date)
	if !ok {
		return
	}
	if t, ok := st.Time(); ok && t.After(r.opt.Now().Add(36*time.Hour)) {
		return
	}
	art.Published, art.PublishedFrom = st.ISO, from
	if st.Alternative != "" {
		art.PublishedFrom += ", or " + st.Alternative
	}
}

// finish gives an article what every format shares: dateline, agency,
// language, canonical URL and id.
func (r *reader) finish(art *corpus.Article) {
	valid(art)
	if u := canonical(art.URL); u != "" {
		art.URL = u
	}
	body := art.Body.In(art.Text)
	credit := dateline.Read(body)
	fill(&art.Agency, credit.Agency)
	r.published(art, credit.Date, "dateline")
	art.Language = checked(art.Language, body)
	if art.ID == "" {
		art.ID = identity(art)
	}
}

// valid makes UTF-8 of what a parser let through.
func valid(art *corpus.Article) {
	for _, s := range []*string{&art.ID, &art.URL, &art.Source, &art.Title, &art.Section} {
		*s = strings.ToValidUTF8(*s, "\ufffd")
	}
	for i := range art.Authors {
		art.Authors[i] = strings.ToValidUTF8(art.Authors[i], "\ufffd")
	}
	if !utf8.ValidString(art.Text) {
		art.Text = strings.ToValidUTF8(art.Text, "\ufffd")
		art.Body, art.Blocks = corpus.Span{End: len(art.Text)}, nil
	}
}

// language brings a language tag to lower-case BCP 47.
func language(tag string) string {
	tag = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"))
	if name, ok := languageNames[tag]; ok {
		return name
	}
	if len(tag) < 2 || len(tag) > 35 || strings.ContainsAny(tag, " ,;/") {
		return ""
	}
	return tag
}

var languageNames = map[string]string{
	"english": "en", "spanish": "es", "french": "fr", "german": "de", "italian": "it", "portuguese": "pt", "dutch": "nl",
	"russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar", "vietnamese": "vi", "polish": "pl",
}

// identity hashes the canonical URL, or without one the text.
func identity(art *corpus.Article) string {
	key := "text\x00" + art.Text
	if art.URL != "" {
		key = "url\x00" + urlKey(art.URL)
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:8])
}

// trackers are query parameters that say how a reader came, not what the page
// is.
var trackers = []string{"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ncid", "ocid", "smid", "smtyp", "partner", "ref", "ref_src", "ftag", "at_medium", "at_campaign", "xtor", "s_cid", "taid", "amp"}

// canonical normalises a URL: scheme and host in lower case, no default port,
// no fragment, no tracking parameters. It returns "" for what is no web
// address.
func canonical(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	u.Host = strings.TrimSuffix(u.Host, map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
	u.Fragment, u.RawFragment, u.User = "", "", nil
	if u.RawQuery != "" {
		u.RawQuery = strings.Join(slices.DeleteFunc(strings.Split(u.RawQuery, "&"), tracking), "&")
	}
	return u.String()
}

func tracking(param string) bool {
	name, _, _ := strings.Cut(strings.ToLower(param), "=")
	return name == "" || strings.HasPrefix(name, "utm_") || slices.Contains(trackers, name)
}

// urlKey is what two addresses of one page share: no scheme, no "www.", no
// slash at the end, no AMP marks.
func urlKey(u string) string {
	_, u, _ = strings.Cut(u, "://")
	for _, p := range []string{"www.", "m.", "amp.", "mobile."} {
		u = strings.TrimPrefix(u, p)
	}
	u = strings.TrimSuffix(u, "/")
	return strings.TrimSuffix(strings.TrimSuffix(u, "/amp"), ".amp")
}
