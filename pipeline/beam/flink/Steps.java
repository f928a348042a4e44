import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.operators.Order;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs the steps of the Go program on a Flink cluster, in batch mode: Flink shuffles, sorts and recovers, the program
 * does the work in a process for each parallel step, fed through a pipe. The plan is the program's own.
 *
 * <pre>java -cp 'LIB/*:steps.jar' Steps HOST PORT steps.jar PROGRAM CONFIG PARALLELISM PLAN PATHS</pre>
 *
 * PLAN and PATHS are files: a step a line (name, then the names it sends to, "!" for those told to all), a path a line.
 */
public final class Steps {
  /** A record: the step it goes to, key, value. */
  public static final class Record extends Tuple3<Integer, byte[], byte[]> {
    public Record() {}

    Record(int to, byte[] key, byte[] value) {
      super(to, key, value);
    }
  }

  private static final byte[] NONE = {};

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(args[0], Integer.parseInt(args[1]), new Configuration(), args[2]);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(Integer.parseInt(args[5]));
    List<String[]> plan = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[6]))) {
      plan.add(line.trim().split(" "));
    }
    List<Record> paths = new ArrayList<>();
    for (String path : Files.readAllLines(Path.of(args[7]))) {
      paths.add(new Record(0, path.getBytes(StandardCharsets.UTF_8), NONE));
    }
    lay(plan, env.fromData(paths).rebalance(), args[3], args[4]);
    env.execute("twosource").getAllAccumulatorResults().forEach((name, n) -> System.out.println(name + " " + n));
  }

  /** Lays the steps out one after the other; told steps are numbered after all others. */
  private static void lay(List<String[]> plan, DataStream<Record> source, String program, String config) {
    Map<String, Integer> number = new HashMap<>();
    for (String[] step : plan) {
      number.put(step[0], number.size());
    }
    List<List<DataStream<Record>>> inputs = new ArrayList<>();
    plan.forEach(step -> inputs.add(new ArrayList<>()));
    inputs.get(0).add(source);
    for (int i = 0; i < plan.size(); i++) {
      String[] step = plan.get(i);
      int[] to = new int[step.length - 1];
      for (int p = 0; p < to.length; p++) {
        boolean all = step[p + 1].endsWith("!");
        to[p] = number.get(step[p + 1].replace("!", "")) + (all ? plan.size() : 0);
      }
      List<DataStream<Record>> in = inputs.get(i);
      DataStream<Record> together = in.get(0);
      for (DataStream<Record> more : in.subList(1, in.size())) {
        together = together.union(more);
      }
      DataStream<Record> out =
          together.fullWindowPartition().sortPartition(1, Order.ASCENDING)
              .transform(step[0], TypeInformation.of(Record.class), new Pipe(program, step[0], config, to));
      for (int target : to) {
        DataStream<Record> part = out.filter(r -> r.f0 == target);
        if (target >= plan.size()) {
          inputs.get(target - plan.size()).add(part.broadcast());
        } else {
          inputs.get(target).add(part.partitionCustom((key, n) -> Math.floorMod(Arrays.hashCode(key) * 0x9e3779b1, n), r -> r.f1));
        }
      }
    }
  }

  /**
   * Sends a sorted partition through a process of the program. An operator of its own, since Flink ends the whole
   * TaskManager when a partition function fails, as one does whose task is cancelled.
   */
  private static final class Pipe extends AbstractStreamOperator<Record>
      implements OneInputStreamOperator<Record, Record>, BoundedOneInput {
    private static final int QUEUE = 1024;
    private final String program;
    private final String step;
    private final String config;
    private final int[] to;
    private transient Process process;
    private transient BlockingQueue<Record> in;
    private transient BlockingQueue<Object> results;

    Pipe(String program, String step, String config, int[] to) {
      this.program = program;
      this.step = step;
      this.config = config;
      this.to = to;
    }

    private void begin() throws Exception {
      if (process != null) {
        return;
      }
      in = new ArrayBlockingQueue<>(QUEUE);
      results = new ArrayBlockingQueue<>(QUEUE);
      process = new ProcessBuilder(program, "step", step, config).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      start(this::feed);
      start(this::read);
    }

    @Override
    public void processElement(StreamRecord<Record> element) throws Exception {
      begin();
      offer(element.getValue());
      drain();
    }

    @Override
    public void endInput() throws Exception {
      begin();
      offer(new Record(-1, NONE, NONE));
      while (take(results.take())) {}
      if (process.waitFor() != 0) {
        throw new IllegalStateException("step " + step + " ended with " + process.exitValue());
      }
    }

    private void offer(Record r) throws Exception {
      while (!in.offer(r, 5, TimeUnit.MILLISECONDS)) {
        drain();
      }
    }

    private interface Work {
      void run() throws Exception;
    }

    private void start(Work work) {
      Thread t = new Thread(() -> {
        try {
          work.run();
        } catch (Exception e) {
          results.offer(e);
        }
      }, "pipe " + step);
      t.setDaemon(true);
      t.start();
    }

    private void feed() throws Exception {
      try (DataOutputStream w = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16))) {
        for (Record r = in.take(); r.f0 >= 0; r = in.take()) {
          w.writeInt(r.f1.length);
          w.write(r.f1);
          w.writeInt(r.f2.length);
          w.write(r.f2);
        }
      }
    }

    /** Reads records (a port below 128) and counts (128), then the end of the stream. */
    private void read() throws Exception {
      try (DataInputStream r = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
        for (int port = r.read(); port >= 0; port = r.read()) {
          byte[] key = r.readNBytes(r.readInt());
          byte[] value = r.readNBytes(r.readInt());
          results.put(port < 128 ? new Record(to[port], key, value) : new Object[] {new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8)});
        }
      }
      results.put(NONE);
    }

    private void drain() throws Exception {
      for (Object o = results.peek(); o != null && o != NONE; o = results.peek()) {
        take(results.poll());
      }
    }

    /** Takes one result; false at the end. */
    private boolean take(Object o) throws Exception {
      if (o instanceof Exception) {
        throw (Exception) o;
      }
      if (o instanceof Record) {
        output.collect(new StreamRecord<>((Record) o));
      } else if (o instanceof Object[]) {
        Object[] count = (Object[]) o;
        LongCounter c = getRuntimeContext().getLongCounter((String) count[0]);
        c.add(Long.parseLong((String) count[1]));
      }
      return o != NONE;
    }

    @Override
    public void close() throws Exception {
      if (process != null) {
        process.destroyForcibly();
      }
      super.close();
    }
  }
}
