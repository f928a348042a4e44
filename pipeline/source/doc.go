// Package source reads what newsrooms have and yields articles: text with or
// without a head, pages, JSONL, WARC, feeds and sitemaps, ninjs, NewsML-G2,
// NITF and mail; from files, folders, archives, compressed or not, standard
// input and URLs.
//
//	err := source.Walk(ctx, []string{"dump/", "more.jsonl.gz"}, source.Options{},
//		func(it source.Item) error {
//			if it.Failure != nil {
//				log.Print(it.Failure)
//				return nil
//			}
//			return keep(it.Article)
//		})
//
// Everything is a stream: memory is bounded by the largest article times the
// number of workers, not by the input. Nothing read ends the walk: what cannot
// be read is an Item with a Failure that names the place and the reason.
//
// Article.Text is the input's text unchanged for text and JSONL, and the
// extracted body for all other formats; Article.Body leaves out the head.
package source
