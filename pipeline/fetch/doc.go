// Package fetch gets pages, feeds and sitemaps from the web as a good guest and
// a careful host: it obeys robots.txt, keeps a rate per host, asks again only
// for what has changed, and never connects to an address that is not public.
//
// Addresses are checked when the connection is made, on the address it is made
// to. A name that resolves to a private address, a redirect to one, and a name
// that changes its mind between two look-ups (DNS rebinding) all end there.
//
//	c := fetch.New(fetch.Options{})
//	err := source.Walk(ctx, urls, source.Options{Open: c.Open, Follow: true}, yield)
package fetch
