package crf

import (
	"math"
	"math/rand"
)

// Example is one run of tokens to learn from.
type Example struct {
	Feats   [][]int32 // feature numbers, one list a position
	Allowed []Set     // labels that the annotation leaves open
	Weight  float32   // how much its gradient counts
}

// Trainer holds float weights while they are fitted.
type Trainer struct {
	Rate float64 // AdaGrad step, 0.1 does well
	L2   float64 // weight decay on features touched, 1e-4 or so
	Drop float64 // share of the features left out at each step, 0 for none

	Rows  [][Labels]float32 // weights by feature number
	Trans [States][States]float32

	sum      [][Labels]float32 // AdaGrad sums of squared gradients
	transSum [States][States]float32
	full     lattice
	held     lattice
	emission [][Labels]float32
	feats    [][]int32 // those of the example at hand that are not left out
	left     []int32
}

// NewTrainer makes a trainer for features numbered below n.
func NewTrainer(n int) *Trainer {
	return &Trainer{Rate: 0.1, L2: 1e-5, Rows: make([][Labels]float32, n), sum: make([][Labels]float32, n)}
}

// Epoch passes once over the examples in an order drawn from rnd and returns
// the mean loss of an example.
func (t *Trainer) Epoch(examples []Example, rnd *rand.Rand) float64 {
	var loss float64
	for _, i := range rnd.Perm(len(examples)) {
		loss += t.step(&examples[i], rnd)
	}
	return loss / float64(max(1, len(examples)))
}

// thin leaves features out at random, so that no weight leans on another that
// a new text may not have.
func (t *Trainer) thin(x *Example, rnd *rand.Rand) {
	t.feats = append(t.feats[:0], x.Feats...)
	if t.Drop <= 0 {
		return
	}
	t.left = t.left[:0]
	for i, fs := range x.Feats {
		from := len(t.left)
		for _, f := range fs {
			if rnd.Float64() >= t.Drop {
				t.left = append(t.left, f)
			}
		}
		t.feats[i] = t.left[from:len(t.left):len(t.left)]
	}
}

func (t *Trainer) step(x *Example, rnd *rand.Rand) float64 {
	t.thin(x, rnd)
	t.emit()
	full := t.full.run(t.emission, nil, &t.Trans)
	held := t.held.run(t.emission, x.Allowed, &t.Trans)
	if math.IsInf(held, -1) || math.IsNaN(held) {
		return 0 // the annotation has no path
	}
	t.updateRows(x.Weight)
	t.updateTrans(x.Weight)
	return (full - held) * float64(x.Weight)
}

func (t *Trainer) emit() {
	if cap(t.emission) < len(t.feats) {
		t.emission = make([][Labels]float32, len(t.feats)+16)
	}
	t.emission = t.emission[:len(t.feats)]
	for i, fs := range t.feats {
		e := &t.emission[i]
		*e = [Labels]float32{}
		for _, f := range fs {
			for l, w := range &t.Rows[f] {
				e[l] += w
			}
		}
	}
}

// updateRows moves the weights of the example's features. Labels whose
// expectation does not differ are skipped.
func (t *Trainer) updateRows(weight float32) {
	rate, l2 := float32(t.Rate), float32(t.L2)
	for i, fs := range t.feats {
		var grad [Labels]float32
		var live [Labels]uint8
		n := 0
		for l := range grad {
			grad[l] = (t.full.marginal[i][l] - t.held.marginal[i][l]) * weight
			if g := grad[l]; g > 1e-4 || g < -1e-4 {
				live[n] = uint8(l)
				n++
			}
		}
		for _, f := range fs {
			row, sum := &t.Rows[f], &t.sum[f]
			for _, l := range live[:n] {
				g := grad[l] + l2*row[l]
				sum[l] += g * g
				row[l] -= rate * g / (1e-3 + sqrt32(sum[l]))
			}
		}
	}
}

func (t *Trainer) updateTrans(weight float32) {
	for u := range t.Trans {
		for v := range t.Trans[u] {
			g := (t.full.pairs[u][v] - t.held.pairs[u][v]) * weight
			if g == 0 {
				continue
			}
			t.transSum[u][v] += g * g
			t.Trans[u][v] -= float32(t.Rate) * g / (1e-3 + sqrt32(t.transSum[u][v]))
		}
	}
}

// Add adds the weights of another trainer over the same features, for a mean
// of several: Scale divides by their number.
func (t *Trainer) Add(o *Trainer) {
	for i := range o.Rows {
		for l, x := range &o.Rows[i] {
			t.Rows[i][l] += x
		}
	}
	for u := range o.Trans {
		for v, x := range o.Trans[u] {
			t.Trans[u][v] += x
		}
	}
}

// Scale multiplies the weights of features by rows and those of transitions by
// trans.
func (t *Trainer) Scale(rows, trans float32) {
	for i := range t.Rows {
		for l := range t.Rows[i] {
			t.Rows[i][l] *= rows
		}
	}
	for u := range t.Trans {
		for v := range t.Trans[u] {
			t.Trans[u][v] *= trans
		}
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// lattice runs forward and backward in the probability domain, rescaled at
// each position.
type lattice struct {
	prob, alpha, beta, marginal [][Labels]float32
	exp, pairs                  [States][States]float32
}

// run fills marginal and pairs and returns the log of the summed weight of all
// allowed paths. allowed nil allows everything.
func (a *lattice) run(emission [][Labels]float32, allowed []Set, trans *[States][States]float32) float64 {
	n := len(emission)
	a.grow(n)
	for u := range trans {
		for v := range trans[u] {
			a.exp[u][v] = float32(math.Exp(float64(trans[u][v])))
		}
	}
	var logZ float64
	for i := range emission {
		set := AllLabels
		if allowed != nil {
			set = allowed[i]
		}
		logZ += a.weigh(i, &emission[i], set)
	}
	z := a.forward(n)
	if math.IsInf(z, -1) || math.IsNaN(z) {
		return math.Inf(-1)
	}
	a.backward(n)
	return logZ + z
}

func (a *lattice) grow(n int) {
	if cap(a.prob) < n {
		m := n + 16
		a.prob, a.alpha = make([][Labels]float32, m), make([][Labels]float32, m)
		a.beta, a.marginal = make([][Labels]float32, m), make([][Labels]float32, m)
	}
	a.prob, a.alpha, a.beta, a.marginal = a.prob[:n], a.alpha[:n], a.beta[:n], a.marginal[:n]
}

// weigh exponentiates the emissions of position i relative to the largest.
func (a *lattice) weigh(i int, e *[Labels]float32, set Set) float64 {
	top := e[0]
	for _, w := range e {
		top = max(top, w)
	}
	for l, w := range e {
		if set.Has(l) {
			a.prob[i][l] = float32(math.Exp(float64(w - top)))
		} else {
			a.prob[i][l] = 0
		}
	}
	return float64(top)
}

func outOf(alpha *[Labels]float32) (out [States]float32) {
	out[0] = alpha[0]
	for t := range Types {
		out[1+t] = alpha[Of(t, End)] + alpha[Of(t, Single)]
	}
	return out
}

// forward fills alpha, each position scaled to sum to one.
func (a *lattice) forward(n int) float64 {
	var logZ float64
	out := [States]float32{1}
	for i := range n {
		cur, p := &a.alpha[i], &a.prob[i]
		var in [States]float32
		for u, w := range out {
			for v := range in {
				in[v] += w * a.exp[u][v]
			}
		}
		cur[0] = in[0] * p[0]
		total := cur[0]
		for t := range Types {
			b := 1 + 4*t
			cur[b] = in[1+t] * p[b]
			cur[b+3] = in[1+t] * p[b+3]
			cur[b+1], cur[b+2] = 0, 0
			if i > 0 {
				open := a.alpha[i-1][b] + a.alpha[i-1][b+1]
				cur[b+1], cur[b+2] = open*p[b+1], open*p[b+2]
			}
			total += cur[b] + cur[b+1] + cur[b+2] + cur[b+3]
		}
		if total <= 0 {
			return math.Inf(-1)
		}
		for l := range cur {
			cur[l] /= total
		}
		logZ += math.Log(float64(total))
		out = outOf(cur)
	}
	var z float32
	for u, w := range out {
		z += w * a.exp[u][0]
	}
	return logZ + math.Log(float64(z))
}

// backward fills beta, marginal and pairs.
func (a *lattice) backward(n int) {
	a.pairs = [States][States]float32{}
	var open [Types]float32        // going on inside an entity
	var start = [States]float32{1} // what follows, by state; outside after the end
	for i := n - 1; i >= 0; i-- {
		beta, alpha := &a.beta[i], &a.alpha[i]
		var after [States]float32
		for u := range after {
			for v, w := range start {
				after[u] += a.exp[u][v] * w
			}
		}
		beta[0] = after[0]
		z := alpha[0] * beta[0]
		for t := range Types {
			b := 1 + 4*t
			beta[b], beta[b+1], beta[b+2], beta[b+3] = open[t], open[t], after[1+t], after[1+t]
			for l := b; l < b+4; l++ {
				z += alpha[l] * beta[l]
			}
		}
		a.count(i, z, &start)
		start, open = a.starts(i)
	}
	out := [States]float32{1}
	a.addPairs(out, &start, dot(out, &start, &a.exp))
}

// count turns position i's alpha and beta into marginals and adds the
// transitions to the next position.
func (a *lattice) count(i int, z float32, start *[States]float32) {
	if z <= 0 {
		a.marginal[i] = [Labels]float32{}
		return
	}
	for l := range a.marginal[i] {
		a.marginal[i][l] = a.alpha[i][l] * a.beta[i][l] / z
	}
	a.addPairs(outOf(&a.alpha[i]), start, z)
}

func (a *lattice) addPairs(out [States]float32, start *[States]float32, z float32) {
	if z <= 0 {
		return
	}
	for u, w := range out {
		for v, s := range start {
			a.pairs[u][v] += w * a.exp[u][v] * s / z
		}
	}
}

func dot(out [States]float32, start *[States]float32, exp *[States][States]float32) (z float32) {
	for u, w := range out {
		for v, s := range start {
			z += w * exp[u][v] * s
		}
	}
	return z
}

// starts is what position i offers to the one before it, scaled to stay in range.
func (a *lattice) starts(i int) (start [States]float32, open [Types]float32) {
	p, beta := &a.prob[i], &a.beta[i]
	start[0] = p[0] * beta[0]
	top := start[0]
	for t := range Types {
		b := 1 + 4*t
		start[1+t] = p[b]*beta[b] + p[b+3]*beta[b+3]
		open[t] = p[b+1]*beta[b+1] + p[b+2]*beta[b+2]
		top = max(top, start[1+t], open[t])
	}
	if top > 0 {
		for v := range start {
			start[v] /= top
		}
		for t := range open {
			open[t] /= top
		}
	}
	return start, open
}
