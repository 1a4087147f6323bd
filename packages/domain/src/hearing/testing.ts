/** Milliseconds of processor time that the work takes at best: other work of the machine does not count, nor does compiling. */
export function cpuMsOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
