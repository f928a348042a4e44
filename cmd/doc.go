// Package cmd holds the program (cmd/twosource) and its delivery adapters
// (cmd/internal): command line, web pages, MCP.
package cmd
