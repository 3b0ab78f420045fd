// Does what it is asked for: takes memory of a kind, loops, ends, or answers.
const held = [];
const kinds = {
  buffers: () => held.push(Buffer.alloc(16 * 2 ** 20, 1)),
  webassembly: () => {
    const memory = new WebAssembly.Memory({ initial: 256 });
    new Uint8Array(memory.buffer).fill(1);
    held.push(memory);
  },
};

process.on('message', ({ wish }) => {
  if (wish === 'loop') for (;;);
  if (wish === 'end') process.exit(3);
  if (wish in kinds) setInterval(kinds[wish], 5);
  else process.send({ answer: wish });
});
