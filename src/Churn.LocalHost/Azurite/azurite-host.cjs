'use strict';
// Runs Azurite so that it stops when the process that started it does, even one that was killed: our stdin is a pipe from it, and
// the operating system closes that pipe. Usage: node azurite-host.cjs <azurite.js> <azurite's own arguments>
const [entry, ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], entry, ...rest];

// Ctrl+C reaches the whole terminal group; Azurite has to outlive the host, which still releases its messages.
const once = process.once;
process.once = function (event, handler) {
  return event === 'SIGINT' ? this : once.call(this, event, handler);
};
process.on('SIGINT', () => {});

const stop = () => {
  if (process.listenerCount('SIGTERM') === 0 || rest.includes('--inMemoryPersistence')) process.exit(0);
  process.emit('SIGTERM');
  // Azurite writes its files on the way out; a client that holds a connection open must not keep it alive for ever.
  setTimeout(() => process.exit(0), 6000).unref();
};
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.stdin.resume();

require(entry);
