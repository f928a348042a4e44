package export

import "twosource/corpus"

func (e *Encoder) entity(text string, x *corpus.Entity) {
	e.span(text, x.Span)
	e.o.str("type", string(x.Type))
	e.o.str("name", x.Name)
	e.o.str("id", x.ID)
}

func (e *Encoder) date(text string, x *corpus.Date) {
	o := &e.o
	e.span(text, x.Span)
	o.str("type", string(x.Type))
	o.str("value", x.Value)
	o.str("from", x.From)
	o.str("to", x.To)
	o.str("granularity", x.Granularity)
	o.boolean("approximate", x.Approximate)
	o.str("mod", x.Mod)
	o.str("anchor", x.Anchor)
	o.str("alternative", x.Alternative)
	o.str("zone", x.Zone)
}

func (e *Encoder) figure(text string, x *corpus.Figure) {
	o := &e.o
	e.span(text, x.Span)
	o.str("kind", string(x.Kind))
	o.number("value", x.Value)
	e.limits(&x.Quantity)
	o.str("counted", x.Counted.In(text))
	o.str("of", x.Of.In(text))
	o.str("direction", x.Direction)
	o.str("role", x.Role)
	o.str("scope", x.Scope)
}

// limits writes low, high, bound and unit; an open end is null.
func (e *Encoder) limits(q *corpus.Quantity) {
	o := &e.o
	if q.NoLow {
		o.null("low")
	} else {
		o.number("low", q.Low)
	}
	if q.NoHigh {
		o.null("high")
	} else {
		o.number("high", q.High)
	}
	o.str("bound", string(q.Bound))
	o.str("unit", q.Unit)
}

func (e *Encoder) quote(text string, x *corpus.Quote) {
	o := &e.o
	e.span(text, x.Span)
	o.str("kind", string(x.Kind))
	o.strOrNull("speaker", x.Speaker)
	if x.SpeakerSpan.Empty() {
		o.null("speaker_start")
		o.null("speaker_end")
	} else {
		o.integer("speaker_start", e.offsets.At(x.SpeakerSpan.Start))
		o.integer("speaker_end", e.offsets.At(x.SpeakerSpan.End))
	}
	o.str("cue", x.Cue.In(text))
	o.str("medium", x.Medium)
	o.str("speaker_id", x.SpeakerID)
	o.fraction("confidence", x.Confidence)
	o.str("rule", x.Rule)
}

func (e *Encoder) claim(text string, x *corpus.Claim) {
	o := &e.o
	e.span(text, x.Span)
	o.str("sentence", x.Sentence.In(text))
	o.str("subject", x.Subject)
	o.str("attribute", x.Attribute)
	o.str("kind", string(x.Kind))
	e.value(x)
	e.qualifiers(x)
	o.fraction("confidence", x.Confidence)
	o.str("rule", x.Rule)
	o.str("subject_id", x.SubjectID)
	o.str("trigger", x.Trigger)
}

// value writes value, low, high, bound and unit of a claim. A quantity is
// written as numbers; a date's low and high are its first and last day; any
// other value is its normal form in words.
func (e *Encoder) value(x *corpus.Claim) {
	o := &e.o
	v := &x.Value
	switch {
	case numeric(x):
		o.number("value", v.Quantity.Value)
		e.limits(&v.Quantity)
		return
	case x.Kind == corpus.KindDate:
		o.str("value", v.Text)
		o.strOrNull("low", v.From)
		o.strOrNull("high", v.To)
	default:
		o.str("value", v.Text)
		o.null("low")
		o.null("high")
	}
	o.str("bound", string(v.Quantity.Bound))
	o.str("unit", v.Quantity.Unit)
}

// numeric reports whether the claim's value is a quantity. A claim of a
// numeric kind whose quantity was never filled in is shown by its words.
func numeric(x *corpus.Claim) bool {
	switch x.Kind {
	case corpus.KindCount, corpus.KindMoney, corpus.KindPercent, corpus.KindMeasure, corpus.KindAge:
		return x.Value.Quantity != corpus.Quantity{} || x.Value.Text == "" || x.Value.Text == "0"
	}
	return false
}

func (e *Encoder) qualifiers(x *corpus.Claim) {
	o := &e.o
	o.str("as_of", x.AsOf)
	o.str("scope", x.Scope)
	o.str("modality", modality(x.Modality))
	o.str("polarity", polarity(x.Negated))
	o.str("by", x.By)
	o.str("place", x.Place)
	o.str("part", x.Part)
}

func modality(m corpus.Modality) string {
	if m == corpus.Asserted {
		return "asserted"
	}
	return string(m)
}

func polarity(negated bool) string {
	if negated {
		return "negative"
	}
	return "positive"
}
