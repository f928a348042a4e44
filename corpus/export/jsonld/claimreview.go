package jsonld

import (
	"encoding/json"
	"io"
	"strconv"

	"twosource/corpus"
)

type claimReview struct {
	Context       string `json:"@context"`
	Type          string `json:"@type"`
	Identifier    string `json:"identifier"`
	ClaimReviewed string `json:"claimReviewed"`
	ReviewBody    string `json:"reviewBody,omitempty"`
	ItemReviewed  claim  `json:"itemReviewed"`
}

type claim struct {
	Type       string       `json:"@type"`
	Appearance []appearance `json:"appearance"`
}

type appearance struct {
	Type      string `json:"@type"`
	URL       string `json:"url,omitempty"`
	Headline  string `json:"headline,omitempty"`
	Published string `json:"datePublished,omitempty"`
	Publisher *named `json:"publisher,omitempty"`
	Text      string `json:"text"`
}

type named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// ClaimReview writes a contradiction that a person has confirmed, and nothing
// for any other: the program rates no claim, so there is no reviewRating.
// Texts returns the stored text of an article.
func ClaimReview(w io.Writer, c *corpus.Conflict, texts func(article string) (string, bool)) error {
	if c.Status != corpus.Confirmed {
		return nil
	}
	r := claimReview{
		Context: "https://schema.org", Type: "ClaimReview", Identifier: c.ID,
		ClaimReviewed: c.Subject + " · " + c.Attribute, ReviewBody: c.Note,
		ItemReviewed: claim{Type: "Claim"},
	}
	for _, e := range c.Evidence {
		text, _ := texts(e.Article)
		a := appearance{Type: "NewsArticle", URL: e.URL, Headline: e.Title, Published: e.Published, Text: e.Claim.Sentence.In(text)}
		if e.Source != "" {
			a.Publisher = &named{"Organization", e.Source}
		}
		r.ItemReviewed.Appearance = append(r.ItemReviewed.Appearance, a)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}

func itoa(n int) string { return strconv.Itoa(n) }
