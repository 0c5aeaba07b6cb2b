/**
 * Loaded before a program that must not ask the network for anything: what it tries is written to the file that NO_NETWORK_LOG names, and
 * fails. Sockets between processes of this machine, which have a path and no port, are let through.
 */
const { appendFileSync } = require('node:fs');
const net = require('node:net');

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const isLocal = typeof first === 'string' || (typeof first === 'object' && typeof first?.path === 'string');
  if (isLocal) return connect.apply(this, args);
  const place = typeof first === 'object' ? `${first.host}:${first.port}` : String(first);
  appendFileSync(process.env.NO_NETWORK_LOG, `${place}\n`);
  process.nextTick(() => this.destroy(new Error(`There is no network here: ${place}`)));
  return this;
};
