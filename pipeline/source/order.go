package source

import (
	"context"
	"sync"
)

// inFlight bounds the bytes of documents that wait to be parsed or yielded.
const inFlight = 64 << 20

// inOrder runs produce, parses its jobs on several goroutines and yields the
// results in the order of the jobs. It returns the first error of yield, of
// produce or of ctx, after all goroutines have ended.
func inOrder(ctx context.Context, workers int, yield func(Item) error, produce func(context.Context, func(job) error) error) error {
	if workers == 1 {
		return produce(ctx, func(j job) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return yieldSome(yield, j.parse())
		})
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q := newQueue(workers)
	var produced error
	var wg sync.WaitGroup
	wg.Go(func() {
		defer q.close()
		produced = produce(ctx, func(j job) error { return q.put(ctx, j) })
	})
	for range workers {
		wg.Go(q.work)
	}
	err := q.drain(ctx, yield)
	cancel()
	for range q.order { // let the producer and the workers end
	}
	wg.Wait()
	if err == nil {
		err = produced
	}
	return err
}

// queue carries tasks to the workers and, in the order they came, to drain.
type queue struct {
	order chan *task
	tasks chan *task
	room  *budget
}

type task struct {
	job
	done chan Item
}

func newQueue(workers int) *queue {
	return &queue{order: make(chan *task, 4*workers), tasks: make(chan *task, 4*workers), room: newBudget(inFlight)}
}

// put waits for room and queues a job.
func (q *queue) put(ctx context.Context, j job) error {
	t := &task{job: j, done: make(chan Item, 1)}
	if err := q.room.take(ctx, j.size); err != nil {
		return err
	}
	select {
	case q.order <- t:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case q.tasks <- t:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

func (q *queue) close() { close(q.tasks); close(q.order) }

func (q *queue) work() {
	for t := range q.tasks {
		t.done <- t.parse()
	}
}

// drain yields results in order.
func (q *queue) drain(ctx context.Context, yield func(Item) error) error {
	for t := range q.order {
		select {
		case it := <-t.done:
			q.room.give(t.size)
			if err := yieldSome(yield, it); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// budget is a counting semaphore over bytes. One job is always let in, however
// large.
type budget struct {
	free chan struct{} // signals that bytes came back
	mu   sync.Mutex
	left int
	max  int
}

func newBudget(max int) *budget {
	return &budget{free: make(chan struct{}, 1), left: max, max: max}
}

func (b *budget) take(ctx context.Context, n int) error {
	for {
		b.mu.Lock()
		if n <= b.left || b.left == b.max {
			b.left -= n
			b.mu.Unlock()
			return ctx.Err()
		}
		b.mu.Unlock()
		select {
		case <-b.free:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (b *budget) give(n int) {
	b.mu.Lock()
	b.left += n
	b.mu.Unlock()
	select {
	case b.free <- struct{}{}:
	default:
	}
}

// yieldSome yields an item unless it is empty: a record without an article.
func yieldSome(yield func(Item) error, it Item) error {
	if it.Article == nil && it.Failure == nil {
		return nil
	}
	return yield(it)
}
