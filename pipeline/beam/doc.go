// Command beam runs twosource on as many machines as there are: the same
// extractors, the same comparison, the same output as the local program, byte
// for byte, as sorted lines of facts, conflicts and failures.
//
//	go run . --output OUT --shards 8 articles/*.jsonl.gz crawl/*.warc.gz
//	go run . --output OUT --shards 8 --index articles/     corpora beside, opened as one: twosource search --corpus OUT ferry
//
// Inputs are what the local program reads, each file one piece of work: shards
// of some hundred megabytes are best. Outside --index, paths and output may lie
// on any file system that Beam knows (gs://, and those that are imported).
// Output files are written beside and renamed, and named by their content:
//
//	facts-00003-of-00008-HASH.jsonl       what `twosource extract --json` prints
//	conflicts-00003-of-00008-HASH.jsonl   what `twosource check --json` prints
//	failures-00003-of-00008-HASH.jsonl    dead letters: path, place, reason
//	corpus-00003-of-00008-HASH/           with --index: journal and index
//
// The counters articles, facts, conflicts and failures are those of the runner.
// A bad record is a dead letter, never an error; an error is a machine's and
// the engine tries again. Of several versions of an article the last counts;
// the same record delivered twice counts once.
//
// # How it is made
//
// Package step holds the work as pure functions of a key and the set of its
// values; it knows no engine. Package graph lays the steps out for Apache Beam.
// Package flink runs the same steps on Flink without Beam. Package reference
// runs the local pipeline for comparison. Hot keys are bounded where they arise:
// of a key that a million articles state only the 192 least ids go on (a lifted
// combiner), of a group its 4,096 least values, of those what the local scan
// compares; articles signed alike are represented by one of them.
//
// # Prism
//
// Beam's own runner, in this process: what runs without --runner, and what the
// tests run. It keeps everything in memory and takes several times the processor time
// of the work: for tests.
//
// # Flink
//
//	flink/run.sh
//
// brings up one JobManager and two TaskManagers as processes of this machine,
// runs, kills a TaskManager by signal 9 in the middle of a job, compares every
// byte and takes the cluster down. Beam's own runner for Flink is a Java
// artifact (beam-runners-flink-*-job-server) that could not be had where this was
// written: versions 2.48 to 2.77 for Flink 1.14 to 2.0 were asked for by name
// and none was served, nor was the Spark one. So Flink is used directly:
// flink/Steps.java lays the plan out as a batch job in which Flink shuffles by
// key, sorts, and starts again what a lost machine did, and each step is a
// process of this program fed through a pipe (`beam step NAME CONFIG`). On a
// cluster of your own put the program at one path on all machines, and
//
//	beam --plan > plan; ls articles/*.jsonl > paths
//	javac -cp 'LIB/*' -d classes Steps.java; jar cf steps.jar -C classes .
//	java -cp 'LIB/*:steps.jar' Steps HOST 8081 steps.jar /opt/beam '{"Output":"/mnt/out","Shards":64,"Now":"2026-01-01T00:00:00Z"}' 64 plan paths
//
// With Beam's job server the universal runner submits the pipeline of package graph
// instead; that way is not tested here:
//
//	beam --runner universal --endpoint localhost:8099 --environment_type PROCESS \
//		--environment_config '{"command":"BOOT"}' --worker_binary beam --output gs://bucket/out --shards 64 gs://bucket/articles/*
//
// # Dataflow
//
// Not tested here either, for want of an account: --runner dataflow with --project, --region
// and --staging_location, as for any Beam pipeline in Go.
//
// # Sizing
//
// Measured on 4,000 generated articles of 505 words, 3.3 KB a line. An article
// with its facts packs to 2.4 KB. What is shuffled of each: 2.5 KB to group its
// versions, 5 to find copies (32 bands), 2.5 to join its origin, 2 for its 40
// keys, 1 for their values, 3 and 19 to bring its statements to the 12 groups in
// which they are compared, 2.5 to write its facts: 37 KB.
//
//	articles   shuffled   output facts
//	10^6       37 GB      12 GB
//	10^8       3.7 TB     1.2 TB
//	10^9       37 TB      12 TB
//
// Processor time on two shared cores, 26 November 2026, the local pipeline in
// the same run, on a machine busy with other work, which makes both dearer
// (FLINK_ARTICLES=10000 flink/run.sh; the last three lines with
// FLINK_ARTICLES=100000 FLINK_HOT=100000):
//
//	                                        local        Flink, 2 TaskManagers
//	10,000 generated articles               11.6 CPU-s   39.6 CPU-s
//	the same, one TaskManager killed        10.0 CPU-s   46.7 CPU-s
//	2,000 articles under one key, twice      0.5 CPU-s   20.0 CPU-s
//	100,000 articles under one key, twice   29.0 CPU-s   60.8 CPU-s
//	100,000 generated articles             147.9 CPU-s  352.9 CPU-s
//	the same, one TaskManager killed                    408.1 CPU-s
//
// That is 676 articles a CPU-second locally and 283 on the cluster. 18 of its
// CPU-seconds any job costs: 60 processes and two Java machines that warm up.
//
// Prism took 17.6 CPU-s for 2,000 generated articles and eight corpora, the local
// program 2.1 for the findings alone. The rest of the overhead is that of packing
// and sorting between the steps, and of pairs that meet in several groups: the
// local scan remembers that the same articles met. An article's statements are
// made once and travel packed; before, whole articles did, each unpacked anew in
// every group: 47.2 CPU-seconds for 10,000 articles, on a quieter machine.
//
// One worker holds the links of all copies, some 100 bytes for each article
// that has one: 2 GB for 2·10^7. A worker holds one key at a time: of clashes, facts and
// corpora a whole shard, packed, of which facts and corpora unpack a few articles at
// a time: 2.5 KB an article, so give a shard at most 50,000 articles where a worker has
// a gigabyte.
package main
