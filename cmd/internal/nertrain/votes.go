package main

import (
	"twosource/extractors/entity/crf"
	"twosource/extractors/entity/feature"
)

// voteMaker builds the examples of the second pass.
type voteMaker struct {
	*exampleMaker
	votes    feature.Votes
	number   map[uint32]int32
	hashes   []uint32
	examples []crf.Example
	trans    [crf.States][crf.States]float32
}

// add labels documents with a first layer and keeps the runs where votes say
// something.
func (v *voteMaker) add(t *crf.Trainer, docs []document) {
	for i := range docs {
		one := v.exampleMaker.examples(docs[i : i+1])
		var labels []crf.Label
		for k := range one {
			one[k].Base = t.Scores(&one[k])
			labels = append(labels, t.Best(nil, one[k].Base)...)
		}
		v.votes.Collect(&v.buf, &v.text, labels)
		at := 0
		for k, r := range v.buf.Runs {
			if x, ok := v.example(one[k], r, labels[at:at+int(r.End-r.First)]); ok {
				v.examples = append(v.examples, x)
			}
			at += int(r.End - r.First)
		}
	}
}

func (v *voteMaker) example(x crf.Example, r feature.Run, labels []crf.Label) (crf.Example, bool) {
	out := crf.Example{Allowed: x.Allowed, Weight: x.Weight, Base: x.Base}
	said := false
	var ids []uint32
	for k, l := range labels {
		ids = v.votes.Append(ids[:0], &v.buf, int(r.First)+k, l)
		var fs []int32
		for _, h := range ids {
			n, ok := v.number[h]
			if !ok {
				n = int32(len(v.hashes))
				v.number[h] = n
				v.hashes = append(v.hashes, h)
			}
			fs = append(fs, n)
			said = true
		}
		out.Feats = append(out.Feats, fs)
	}
	return out, said
}
