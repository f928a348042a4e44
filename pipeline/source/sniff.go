package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// magic names kinds of file that hold no article, by their first bytes.
var magic = []struct{ prefix, name string }{
	{"%PDF-", "PDF"}, {"\x89PNG", "PNG image"}, {"\xff\xd8\xff", "JPEG image"}, {"GIF8", "GIF image"},
	{"\x7fELF", "program"}, {"MZ\x90", "program"}, {"\xd0\xcf\x11\xe0", "old Office document"},
	{"7z\xbc\xaf\x27\x1c", "7-Zip archive"}, {"Rar!", "RAR archive"}, {"\xfd7zXZ", "xz archive"},
	{"SQLite format 3", "SQLite database"}, {"PAR1", "Parquet table"}, {"OggS", "Ogg media"}, {"ID3", "MP3 audio"},
}

// sniff decides the format of an input by its first bytes; whole says that
// head is all of it. For Binary, what names the kind if it is known.
func sniff(head []byte, whole bool) (f Format, what string) {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return binary, m.name
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")), isTar(head):
		return archive, ""
	case bytes.HasPrefix(head, []byte("WARC/")):
		return WARC, ""
	}
	text := unBOM(head)
	if isBinary(text) {
		return binary, ""
	}
	text = bytes.TrimLeft(text, " \t\r\n\f\u200b\ufeff")
	switch {
	case len(text) == 0:
		return Text, ""
	case text[0] == '{', text[0] == '[':
		return sniffJSON(text), ""
	case text[0] == '<':
		return sniffMarkup(text), ""
	case isMail(text):
		return EML, ""
	}
	return Text, ""
}

func isTar(head []byte) bool {
	return len(head) > 262 && string(head[257:262]) == "ustar"
}

// unBOM drops a UTF-8 mark and gives UTF-16 text as rough ASCII, enough to
// tell formats apart.
func unBOM(head []byte) []byte {
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		return head[3:]
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		out := make([]byte, 0, len(head)/2)
		for _, c := range head[2:] {
			if c != 0 && c < utf8.RuneSelf {
				out = append(out, c)
			}
		}
		return out
	}
	return head
}

// isBinary reports bytes no text has: NUL, or more than one control byte in
// fifty.
func isBinary(head []byte) bool {
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	control := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b && c != '\b' && c != 0x1a {
			control++
		}
	}
	return control*50 > len(head)
}

// sniffJSON tells apart what begins with { or [.
func sniffJSON(text []byte) Format {
	s := text[:min(len(text), 4096)]
	switch {
	case bytes.Contains(s, []byte("jsonfeed.org/version")):
		return Feed
	case isNinjs(text):
		return Ninjs
	case text[0] == '{', text[0] == '[':
		return JSONL
	}
	return Text
}

// isNinjs looks for the property names ninjs has and plain JSONL has not.
func isNinjs(text []byte) bool {
	n := 0
	for _, key := range []string{`"versioncreated"`, `"versionCreated"`, `"body_text"`, `"body_xhtml"`, `"body_html"`, `"bodies"`,
		`"headlines"`, `"usageterms"`, `"pubstatus"`, `"pubStatus"`, `"urgency"`, `"firstcreated"`, `"firstCreated"`, `"infosources"`,
		`"infoSources"`, `"standard"`, `"copyrightholder"`, `"representationtype"`} {
		if bytes.Contains(text, []byte(key)) {
			n++
		}
	}
	return n >= 2
}

// roots maps the local name of a document element to its format.
var roots = map[string]Format{
	"rss": Feed, "rdf": Feed, "feed": Feed, "channel": Feed, "urlset": Feed, "sitemapindex": Feed,
	"newsitem": NewsML, "newsmessage": NewsML, "packageitem": NewsML, "newsml": NewsML,
	"nitf": NITF, "html": HTML,
}

// sniffMarkup tells apart what begins with <.
func sniffMarkup(text []byte) Format {
	if name := rootName(text); name != "" {
		if f, ok := roots[name]; ok {
			return f
		}
	}
	if looksHTML(text) {
		return HTML
	}
	return Text
}

// rootName returns the local name of the first element, lower case, past
// declarations and comments.
func rootName(text []byte) string {
	for len(text) > 1 && text[0] == '<' {
		switch {
		case bytes.HasPrefix(text, []byte("<!--")):
			text = after(text, "-->")
		case text[1] == '?':
			text = after(text, "?>")
		case text[1] == '!':
			if doc := strings.ToLower(string(text[:min(len(text), 40)])); strings.HasPrefix(doc, "<!doctype html") {
				return "html"
			}
			text = after(text, ">")
		default:
			return localName(text[1:])
		}
		text = bytes.TrimLeft(text, " \t\r\n")
	}
	return ""
}

func after(text []byte, mark string) []byte {
	if i := bytes.Index(text, []byte(mark)); i >= 0 {
		return text[i+len(mark):]
	}
	return nil
}

func localName(s []byte) string {
	end := bytes.IndexAny(s[:min(len(s), 80)], " \t\r\n/>")
	if end < 0 {
		return ""
	}
	name := strings.ToLower(string(s[:end]))
	return name[strings.LastIndexByte(name, ':')+1:]
}

// looksHTML finds an element of a page anywhere in the head of the input.
func looksHTML(text []byte) bool {
	low := bytes.ToLower(text[:min(len(text), 16<<10)])
	for _, tag := range []string{"<html", "<head", "<body", "<article", "<meta", "<div", "<p>", "<p ", "<title", "<script", "<main", "<section", "<h1"} {
		if bytes.Contains(low, []byte(tag)) {
			return true
		}
	}
	return false
}

// isMail reports a message header: two or more of the fields only mail has.
// The head of a text dump ("title:", "date:", "author:") has none of them.
func isMail(text []byte) bool {
	n := 0
	for i := 0; i < 64; i++ {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			break
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok && !bytes.HasPrefix(line, []byte("From ")) && line[0] != ' ' && line[0] != '\t' {
			return false
		}
		switch strings.ToLower(string(name[:min(len(name), 40)])) {
		case "received", "message-id", "mime-version", "return-path", "delivered-to", "list-unsubscribe",
			"content-type", "dkim-signature", "from", "to", "subject", "reply-to", "x-mailer", "list-id":
			n++
		}
		text = rest
	}
	return n >= 2
}
