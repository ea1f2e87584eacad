type Section = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const alignment = 8;

/** Puts arrays of numbers into one block, each where it can be looked at in place. */
export function pack(sections: readonly Section[]): Uint8Array {
  const starts: number[] = [];
  let end = aligned(4 * (1 + 2 * sections.length));
  for (const section of sections) {
    starts.push(end);
    end = aligned(end + section.byteLength);
  }
  const block = new Uint8Array(end);
  const header = new Uint32Array(block.buffer, 0, 1 + 2 * sections.length);
  header[0] = sections.length;
  for (const [index, section] of sections.entries()) {
    header[1 + 2 * index] = starts[index] as number;
    header[2 + 2 * index] = section.byteLength;
    block.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), starts[index]);
  }
  return block;
}

/** The sections of a block that `pack` made, as views of it. */
export function unpack(stored: Uint8Array): Sections {
  // A driver may hand out a part of a larger buffer, at any place in it.
  const block = stored.byteOffset % alignment === 0 ? stored : new Uint8Array(stored);
  const { buffer, byteOffset } = block;
  const count = new Uint32Array(buffer, byteOffset, 1)[0] as number;
  const header = new Uint32Array(buffer, byteOffset + 4, 2 * count);
  const place = (index: number, width: number): [ArrayBufferLike, number, number] => [
    buffer,
    byteOffset + (header[2 * index] as number),
    (header[2 * index + 1] as number) / width,
  ];
  return {
    count,
    bytes: (index) => new Uint8Array(...place(index, 1)),
    words: (index) => new Uint16Array(...place(index, 2)),
    longs: (index) => new Uint32Array(...place(index, 4)),
    doubles: (index) => new Float64Array(...place(index, 8)),
  };
}

/** Numbers of one, two, four and eight bytes; all are in the order of the machine, which is little-endian everywhere. */
export type Sections = {
  readonly count: number;
  bytes(index: number): Uint8Array;
  words(index: number): Uint16Array;
  longs(index: number): Uint32Array;
  doubles(index: number): Float64Array;
};

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}
