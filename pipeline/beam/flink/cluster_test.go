package flink

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// cluster is one JobManager and some TaskManagers, each a process of this
// machine.
type cluster struct {
	dir, lib, rest string
	job            *exec.Cmd   // JobManager
	managers       []*exec.Cmd // TaskManagers
}

// memory of a TaskManager: 1.4 GB with everything, beside what the processes of
// the steps take.
const config = `jobmanager.rpc.address: 127.0.0.1
jobmanager.rpc.port: %[1]d
jobmanager.bind-host: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
taskmanager.host: 127.0.0.1
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: %[2]d
blob.storage.directory: %[3]s
io.tmp.dirs: %[3]s
heartbeat.interval: 2000
heartbeat.timeout: 20000
pekko.startup-timeout: 120 s
pekko.ask.timeout: 60 s
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 20
restart-strategy.fixed-delay.delay: 1 s
taskmanager.numberOfTaskSlots: 2
taskmanager.cpu.cores: 2.0
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.task.heap.size: 256m
taskmanager.memory.task.off-heap.size: 0m
taskmanager.memory.managed.size: 384m
taskmanager.memory.network.min: 256m
taskmanager.memory.network.max: 256m
taskmanager.memory.jvm-metaspace.size: 128m
taskmanager.memory.jvm-overhead.min: 128m
taskmanager.memory.jvm-overhead.max: 128m
taskmanager.network.sort-shuffle.min-buffers: 64
execution.sort-partition.memory: 32m
jobmanager.memory.heap.size: 512m
`

// log4j writes each process's messages to its own standard error.
const log4j = `rootLogger.level = WARN
rootLogger.appenderRef.console.ref = Console
appender.console.name = Console
appender.console.type = CONSOLE
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1} %m%n
`

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// start brings a cluster up; it is torn down at the end of the test.
func start(t *testing.T, lib string, managers int) *cluster {
	t.Helper()
	c := &cluster{dir: t.TempDir(), lib: lib}
	rest := freePort(t)
	c.rest = fmt.Sprintf("127.0.0.1:%d", rest)
	write(t, filepath.Join(c.dir, "config.yaml"), fmt.Sprintf(config, freePort(t), rest, c.dir))
	write(t, filepath.Join(c.dir, "log4j.properties"), log4j)
	c.job = c.java(t, "jobmanager", "-Xmx512m", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint")
	for i := range managers {
		c.managers = append(c.managers, c.java(t, fmt.Sprintf("taskmanager-%d", i), "-Xmx384m", "-XX:MaxDirectMemorySize=384m", "-XX:MaxMetaspaceSize=128m",
			"org.apache.flink.runtime.taskexecutor.TaskManagerRunner"))
	}
	c.await(t, managers)
	return c
}

// java starts a process of the cluster.
func (c *cluster) java(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	opens := []string{"--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.time=ALL-UNNAMED"}
	args = append(opens, append([]string{"-Dlog4j.configurationFile=" + filepath.Join(c.dir, "log4j.properties"), "-cp", filepath.Join(c.lib, "*")}, args...)...)
	cmd := exec.Command("java", append(args, "--configDir", c.dir)...)
	log, err := os.Create(filepath.Join(c.dir, name+".log"))
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = append(os.Environ(), "GOMEMLIMIT=300MiB", "GOMAXPROCS=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		log.Close()
		if b, err := os.ReadFile(log.Name()); err == nil && t.Failed() {
			t.Logf("%s:\n%s", name, b[max(0, len(b)-4000):])
		}
	})
	return cmd
}

// await waits until so many TaskManagers have come.
func (c *cluster) await(t *testing.T, managers int) {
	t.Helper()
	for end := time.Now().Add(4 * time.Minute); time.Now().Before(end); time.Sleep(300 * time.Millisecond) {
		r, err := http.Get("http://" + c.rest + "/overview")
		if err != nil {
			continue
		}
		var o struct{ Taskmanagers int }
		err = json.NewDecoder(r.Body).Decode(&o)
		r.Body.Close()
		if err == nil && o.Taskmanagers == managers {
			return
		}
	}
	t.Fatal("the cluster did not come up")
}

// cpu is the processor time in seconds that the cluster has taken, with the
// processes of the steps that have ended.
func (c *cluster) cpu() float64 {
	sum := cpu(fmt.Sprint(c.job.Process.Pid))
	for _, m := range c.managers {
		sum += cpu(fmt.Sprint(m.Process.Pid))
	}
	return sum
}

// cpu reads the processor time of a process and of its children that have
// ended, 0 where the system does not tell.
func cpu(process string) float64 {
	b, err := os.ReadFile(filepath.Join("/proc", process, "stat"))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	sum := 0
	for _, s := range f[11:15] { // utime, stime, and those of children
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0
		}
		sum += n
	}
	return float64(sum) / 100
}

// kill ends a TaskManager as a crash of its machine would.
func (c *cluster) kill(manager int) error {
	return syscall.Kill(c.managers[manager].Process.Pid, syscall.SIGKILL)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run submits the plan over some paths and waits for its end.
func (c *cluster) run(t *testing.T, parts *parts, config string, paths []string, parallel int) string {
	t.Helper()
	list := filepath.Join(t.TempDir(), "paths")
	write(t, list, strings.Join(paths, "\n")+"\n")
	host, port, _ := net.SplitHostPort(c.rest)
	cmd := exec.Command("java", "-Xmx256m", "-Dlog4j.configurationFile="+filepath.Join(c.dir, "log4j.properties"),
		"--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
		"-cp", filepath.Join(c.lib, "*")+":"+parts.jar, "Steps", host, port, parts.jar, parts.program, config, fmt.Sprint(parallel), parts.plan, list)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("job: %v\n%s", err, out)
	}
	return string(out)
}
