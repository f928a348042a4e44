// Command twosource lists where news articles contradict each other.
package main

func main() {}
