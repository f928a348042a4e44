package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"twosource/cmd/internal/web"
	"twosource/corpus/store"
)

type serveOptions struct {
	open   openOptions
	input  inputOptions
	listen string
	token  string
	watch  []string
	every  time.Duration
}

func newServeCommand(a *app) *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use: "serve", Short: "Open the desk: search, reader and contradiction board in the browser",
		Long: `Serves the web pages, the JSON API and /metrics, to this machine only unless
--token is given. Works offline; nothing is loaded from anywhere else.

While it runs nothing else may write to the corpus, but search, conflicts and
the other commands that only read work; --watch FOLDER and --every with a URL
make it take in new articles meanwhile.` + exitStatus(exitOK, exitError, exitUsage, exitNoCorpus, exitLocked),
		Example: `  twosource serve
  twosource serve --listen 127.0.0.1:9000 --watch inbox/
  twosource serve --listen 0.0.0.0:8733 --token "$(head -c 24 /dev/urandom | base64)"`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runServe(c.Context(), o) },
	}
	o.open.addFlags(c)
	o.input.addFlags(c)
	f := c.Flags()
	f.StringVar(&o.listen, "listen", "127.0.0.1:8733", "`address` to listen on")
	f.StringVar(&o.token, "token", "", "ask clients for this token (env TWOSOURCE_TOKEN); needed to serve other machines")
	f.StringSliceVar(&o.watch, "watch", nil, "take in articles from these folders as they appear")
	f.DurationVar(&o.every, "every", 0, "read what --watch names again after this long")
	return c
}

func (a *app) runServe(ctx context.Context, o serveOptions) error {
	if o.token == "" {
		o.token = a.env.Getenv("TWOSOURCE_TOKEN")
	}
	if o.token == "" && !localAddress(o.listen) {
		return usageError("--listen %s is open to other machines and needs --token", o.listen)
	}
	st, err := a.write(o.open, "serve", false)
	if err != nil {
		return err
	}
	defer st.Close()
	log := a.log
	if log == nil {
		log = slog.New(slog.NewTextHandler(a.env.Stderr, nil))
	}
	desk, err := web.New(web.Options{Store: st, Token: o.token, Now: a.env.Now, Log: log})
	if err != nil {
		return err
	}
	defer desk.Close() // before the corpus is
	desk.Warm()
	l, err := net.Listen("tcp", o.listen)
	if err != nil {
		return &codedError{code: exitError, err: err, hint: "another --listen address may be free"}
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		if err := a.feed(ctx, st, o); err != nil {
			stop(err)
		}
	}()
	a.say("the desk is open at http://%s/", l.Addr())
	err = serveHTTP(ctx, l, desk)
	stop(nil)
	<-fed // the corpus is closed only when nobody writes to it
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

func localAddress(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// feed takes in what --watch and --every name until ctx ends.
func (a *app) feed(ctx context.Context, st *store.Store, o serveOptions) error {
	if len(o.watch) == 0 {
		return nil
	}
	p, err := a.pipeline(o.input)
	if err != nil {
		return err
	}
	quiet := *a
	quiet.env.Stdout = a.env.Stderr // stdout carries data of the command only
	in := ingestOptions{watch: o.every == 0, every: o.every, noDetect: true}
	return quiet.keepIngesting(ctx, st, in, p, o.watch)
}

// serveHTTP serves until ctx ends, then lets requests under way finish.
func serveHTTP(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 2 * time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 32 << 10,
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		return fmt.Errorf("some requests did not end in time: %w", srv.Close())
	}
	return nil
}
