/** The switches with which this machine must start the app; `say` hears what they mean. */
export function launchArguments(say) {
  // Chromium complains at length about a missing system bus and graphics card; its fatal errors remain.
  const quiet = ['--log-level=3'];
  if (process.platform !== 'linux' || process.getuid() !== 0) return quiet;
  say(
    "Root: Chromium's own sandbox cannot work and is off (--no-sandbox). Prefer an ordinary user.",
  );
  return [...quiet, '--no-sandbox'];
}
