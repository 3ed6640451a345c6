import { zipLayout } from './zip-format.js';

const file = { path: 'documenti/01_bando.pdf', bytes: 10, crc32: 0x12345678 };
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer);

describe('layout of the package ZIP', () => {
  it('puts every file after its header, one after the other', () => {
    const layout = zipLayout([file, { ...file, path: 'indice.pdf' }], { date: '2026-11-23' });
    expect(layout.headers.map(({ offset }) => offset)).toEqual([0, 30 + file.path.length + 10]);
    expect(layout.trailerOffset).toBe(30 + file.path.length + 10 + 30 + 'indice.pdf'.length + 10);
    expect(layout.totalBytes).toBe(layout.trailerOffset + layout.trailer.length);
  });

  it('writes size, CRC and a fixed time into the local header, so that no data descriptor is needed', () => {
    const [first] = zipLayout([file], { date: '2026-11-23' }).headers;
    const header = view(first?.header ?? new Uint8Array());
    expect(header.getUint16(6, true)).toBe(0);
    expect(header.getUint16(8, true)).toBe(0);
    expect(header.getUint16(10, true)).toBe(0);
    expect(header.getUint16(12, true)).toBe(((2026 - 1980) << 9) | (11 << 5) | 23);
    expect(header.getUint32(14, true)).toBe(0x12345678);
    expect(header.getUint32(22, true)).toBe(10);
  });

  it('turns to ZIP64 where a size or an offset exceeds 4 GB, and only there', () => {
    const big = 5 * 2 ** 30;
    const layout = zipLayout([{ ...file, bytes: big }, file], { date: '2026-11-23' });
    const [wide, plain] = layout.headers.map(({ header }) => view(header));
    expect(wide?.getUint32(22, true)).toBe(0xffffffff);
    expect(wide?.getBigUint64(30 + file.path.length + 4, true)).toBe(BigInt(big));
    expect(plain?.getUint32(22, true)).toBe(10);
    const trailer = Buffer.from(layout.trailer);
    const end64 = trailer.indexOf(Buffer.from([0x50, 0x4b, 0x06, 0x06]));
    expect(trailer.readBigUInt64LE(end64 + 48)).toBe(BigInt(layout.trailerOffset));
    // The second record of the directory: its offset lies beyond 4 GB, so it stands in the extra field alone.
    const second = trailer.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), 4);
    expect(trailer.readUInt32LE(second + 24)).toBe(10);
    expect(trailer.readUInt32LE(second + 42)).toBe(0xffffffff);
    expect(trailer.readBigUInt64LE(second + 46 + file.path.length + 4)).toBe(BigInt(layout.headers[1]?.offset ?? 0));
  });

  it('turns to ZIP64 with 65,535 files', () => {
    const many = Array.from({ length: 65_535 }, (_, index) => ({ path: String(index), bytes: 0, crc32: 0 }));
    const trailer = Buffer.from(zipLayout(many, { date: '2026-11-23' }).trailer);
    expect(trailer.readUInt16LE(trailer.length - 12)).toBe(0xffff);
    expect(trailer.readBigUInt64LE(trailer.length - 22 - 20 - 56 + 32)).toBe(65_535n);
  });

  it('refuses a name that is not plain ASCII and a date a ZIP cannot hold', () => {
    expect(() => zipLayout([{ ...file, path: 'qualità.pdf' }], { date: '2026-11-23' })).toThrow('plain ASCII');
    expect(() => zipLayout([file], { date: '1979-12-31' })).toThrow('1979-12-31');
  });
});
