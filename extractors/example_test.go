package extractors_test

import (
	"fmt"

	"twosource/corpus"
	"twosource/corpus/consistency"
	"twosource/extractors"
)

// The whole path in a few lines: articles to facts to contradictions.
func Example() {
	list, err := extractors.Default(extractors.Options{})
	if err != nil {
		panic(err)
	}
	engine := consistency.NewEngine()
	for id, text := range []string{
		"Halden Robotics was founded in 2009 and builds drones.",
		"Established in 2011, Halden Robotics builds drones for pipelines.",
	} {
		a := corpus.Article{ID: fmt.Sprint(id), Text: text}
		var d extractors.Document
		d.Reset(&a)
		extractors.Run(list, &d)
		engine.Add(a, d.Facts, a.ID)
	}
	for _, c := range engine.Conflicts(consistency.Filter{}) {
		fmt.Println(c.Verdict, "·", c.Subject, "·", c.Attribute)
		for _, e := range c.Evidence {
			fmt.Println(" ", e.Claim.Value.Text)
		}
	}
	// Output:
	// contradiction · Halden Robotics · founded
	//   2009
	//   2011
}
