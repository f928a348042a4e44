package source

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"

	"github.com/jhillyerd/enmime/v2"

	"twosource/corpus"
	"twosource/extractors/html"
)

// eml parses a mail: a newsletter or a press release.
func (r *reader) eml(a at, data []byte) Item {
	env, err := readMail(data)
	if err != nil {
		return Item{Failure: a.failure("mail cannot be read: "+err.Error(), "")}
	}
	art := &corpus.Article{
		Path: a.path, ID: strings.Trim(env.GetHeader("Message-ID"), "<> "), Title: tidy(env.GetHeader("Subject")),
		Language: language(env.GetHeader("Content-Language")),
	}
	if from, err := env.AddressList("From"); err == nil && len(from) > 0 {
		art.Source = sender(from[0])
	}
	r.published(art, env.GetHeader("Date"), "mail")
	if !mailBody(art, env) {
		return Item{Failure: a.failure("no text in this mail", "")}
	}
	r.finish(art)
	return Item{Article: art}
}

// readMail parses the parts of a mail.
func readMail(data []byte) (env *enmime.Envelope, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the parser gave up (%v)", p)
		}
	}()
	if bytes.HasPrefix(data, []byte("From ")) { // the first line of an mbox
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	return enmime.NewParser(enmime.DisableTextConversion(true)).ReadEnvelope(bytes.NewReader(data))
}

// mailBody takes the HTML part where there is a text part that is only a
// remark on it, else the text part.
func mailBody(art *corpus.Article, env *enmime.Envelope) bool {
	var marked corpus.Article
	marked.Title = art.Title
	hasHTML := env.HTML != "" && html.Fragment(&marked, env.HTML)
	text := strings.TrimSpace(strings.ReplaceAll(env.Text, "\r\n", "\n"))
	if hasHTML && len(text) < len(marked.Text)/2 {
		art.Text, art.Body, art.Blocks = marked.Text, marked.Body, marked.Blocks
		return true
	}
	art.Text, art.Body = text, corpus.Span{End: len(text)}
	return text != ""
}

// sender is a name for who sent a mail.
func sender(from *mail.Address) string {
	if from.Name != "" {
		return from.Name
	}
	_, host, _ := strings.Cut(from.Address, "@")
	return host
}
