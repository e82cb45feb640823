'use strict';
// Runs Azurite and stops it when the process that started this script ends, even if that was killed: stdin is a pipe from that process,
// and the operating system closes the pipe. Usage: node azurite-host.cjs <azurite.js> <azurite's own arguments>
const [entry, ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], entry, ...rest];

// Ctrl+C reaches the whole terminal group. Azurite must run longer than the host, which still has to release its messages.
const once = process.once;
process.once = function (event, handler) {
  return event === 'SIGINT' ? this : once.call(this, event, handler);
};
process.on('SIGINT', () => {});

const stop = () => {
  if (process.listenerCount('SIGTERM') === 0 || rest.includes('--inMemoryPersistence')) process.exit(0);
  process.emit('SIGTERM');
  // Azurite writes its files before it ends. A client with an open connection must not keep it running forever.
  setTimeout(() => process.exit(0), 6000).unref();
};
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.stdin.resume();

require(entry);
