// Package flink runs the steps of a distributed run on an Apache Flink cluster
// without Beam's runner for it: Steps.java lays the plan out as a batch job whose
// steps are processes of the Go program.
package flink
