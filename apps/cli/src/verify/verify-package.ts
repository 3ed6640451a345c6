import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { type Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry } from 'yauzl';
import { findChainFault, genesisHash, type ChainedEntry } from '@gare/domain/audit/chain';
import { auditExtractText } from '@gare/domain/package/audit-extract';
import { checksumText, manifestDigestText, manifestPath, type ManifestFile, type PackageManifest } from '@gare/domain/package/manifest';
import { membersFault, readManifest, verifyPlan } from '@gare/domain/package/read-manifest';
import { zipLayout, type ZipMember } from '@gare/domain/package/zip-format';
import { HostileZip, ZipReader } from './zip-reader.js';

export interface PackageSummary {
  codiceAppalto: string;
  oggetto: string;
  versione: number;
  documents: number;
  auditEntries: number;
  bytes: number;
  /** SHA-256 of the whole ZIP: to be compared with the one published or recorded. */
  sha256: string;
}

export type Verification = { ok: true; summary: PackageSummary } | { ok: false; fault: string };

/** The manifest and the audit extract are read whole; no honest one comes near. */
const maxTextBytes = 256 * 1024 * 1024;

/** The first thing that is wrong, in Italian. */
class Fault extends Error {
  override readonly name = 'Fault';
}

/**
 * Checks a package with nothing but the file: structure, manifest, every hash, order, audit chain, and at last every byte
 * of the ZIP between the files. Constant memory; never extracts. Answers with the first fault in Italian.
 * @throws the error of the file system when the file cannot be opened
 */
export async function verifyPackage(path: string): Promise<Verification> {
  try {
    const reader = await ZipReader.open(path);
    try {
      return { ok: true, summary: await verifyOpened(path, reader) };
    } finally {
      reader.close();
    }
  } catch (error) {
    if (error instanceof Fault || error instanceof HostileZip) return { ok: false, fault: error.message };
    throw error;
  }
}

async function verifyOpened(path: string, reader: ZipReader): Promise<PackageSummary> {
  const manifestEntry = reader.entries.find((entry) => entry.fileName === manifestPath);
  if (!manifestEntry) throw new Fault(`Manca ${manifestPath}: il file non è un pacchetto di Gare insieme.`);
  const manifestBytes = await readWhole(reader, manifestEntry);
  const manifest = manifestOf(manifestBytes.toString('utf8'));
  const difference = membersFault(
    manifest,
    reader.entries.map((entry) => entry.fileName),
  );
  if (difference !== null) throw new Fault(difference);
  const members = await verifyContents(reader, manifest);
  verifyManifestSums(manifest);
  await verifyAudit(reader, manifest);
  members.push({ path: manifestPath, bytes: manifestBytes.length, crc32: crc32(manifestBytes) });
  const whole = await verifyEveryByte(path, members, manifest);
  return {
    codiceAppalto: manifest.codiceAppalto,
    oggetto: manifest.oggetto,
    versione: manifest.versione,
    documents: manifest.documenti.length,
    auditEntries: manifest.registro.voci,
    ...whole,
  };
}

function manifestOf(text: string): PackageManifest {
  const reading = readManifest(text);
  if (!reading.ok) throw new Fault(reading.fault);
  if (sha256(manifestDigestText(reading.manifest)) !== reading.manifest.improntaManifesto) {
    throw new Fault(`${manifestPath} è stato alterato: la sua impronta non corrisponde.`);
  }
  return reading.manifest;
}

async function verifyContents(reader: ZipReader, manifest: PackageManifest): Promise<ZipMember[]> {
  const entries = new Map(reader.entries.map((entry) => [entry.fileName, entry]));
  const members: ZipMember[] = [];
  for (const planned of verifyPlan(manifest)) {
    const entry = entries.get(planned.file);
    if (!entry) throw new Fault(`Manca ${planned.label} (${planned.file}).`);
    members.push(await verifyFile(reader, entry, planned));
  }
  return members;
}

async function verifyFile(reader: ZipReader, entry: Entry, planned: ManifestFile & { label: string }): Promise<ZipMember> {
  refuseCompressed(entry);
  if (entry.uncompressedSize !== planned.bytes) {
    throw new Fault(
      `${capital(planned.label)} (${planned.file}) è stato alterato: ${entry.uncompressedSize} byte invece di ${planned.bytes}.`,
    );
  }
  const hash = createHash('sha256');
  let crc = 0;
  for await (const chunk of chunksOf(await reader.read(entry), planned.file)) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
  }
  if (hash.digest('hex') !== planned.sha256) {
    throw new Fault(`${capital(planned.label)} (${planned.file}) è stato alterato: la sua impronta non corrisponde al manifesto.`);
  }
  return { path: planned.file, bytes: planned.bytes, crc32: crc };
}

/** A package is stored, never compressed, so what is read is never more than what lies on the disk: no bomb can grow. */
function refuseCompressed(entry: Entry): void {
  if (entry.compressionMethod === 0 && entry.compressedSize === entry.uncompressedSize) return;
  throw new Fault(`Il file ${entry.fileName} è stato ricompresso: il pacchetto non è più quello sigillato.`);
}

function verifyManifestSums(manifest: PackageManifest): void {
  if (sha256(checksumText(verifyPlan(manifest))) !== manifest.checksumTotale) {
    throw new Fault('Il checksum totale del manifesto non corrisponde ai file elencati.');
  }
}

async function verifyAudit(reader: ZipReader, manifest: PackageManifest): Promise<void> {
  const { registro, dossierId } = manifest;
  const entry = reader.entries.find((candidate) => candidate.fileName === registro.file);
  const text = entry ? (await readWhole(reader, entry)).toString('utf8') : '';
  const entries = auditEntriesOf(text);
  const fault = findChainFault(entries, sha256);
  if (fault) throw new Fault(`Il registro delle operazioni è stato alterato alla voce ${fault.sequence}: ${chainFaults[fault.fault]}.`);
  const foreign = entries.find((audit) => audit.dossierId !== dossierId);
  if (foreign) throw new Fault(`La voce ${foreign.sequence} del registro riguarda un altro fascicolo.`);
  if (entries.length !== registro.voci || (entries.at(-1)?.hash ?? genesisHash) !== registro.testa) {
    throw new Fault(`Il registro delle operazioni non arriva dove dice il manifesto: ${entries.length} voci invece di ${registro.voci}.`);
  }
}

const chainFaults = {
  GAP: 'manca una voce',
  BROKEN_LINK: 'non è legata alla voce precedente',
  WRONG_HASH: 'il suo contenuto non corrisponde all’impronta',
} as const;

/** The chain check recomputes every hash from the fields, so a field of the wrong type is a wrong hash, not a crash. */
function auditEntriesOf(text: string): ChainedEntry[] {
  const rewritten = new Fault('Il registro delle operazioni non è leggibile: il testo è stato alterato.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw rewritten;
  }
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);
  if (!isList || auditExtractText(value as ChainedEntry[]) !== text) throw rewritten;
  return value as ChainedEntry[];
}

/** Headers, time stamps, directory: every byte outside the files must be the one this content has. Also hashes the file. */
async function verifyEveryByte(path: string, members: ZipMember[], manifest: PackageManifest): Promise<{ bytes: number; sha256: string }> {
  const layout = zipLayout(members, { date: manifest.asOf });
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    for (const [index, { offset, header }] of layout.headers.entries()) {
      if (await differs(file, offset, header))
        throw new Fault(`L’intestazione del file ${members[index]?.path ?? ''} nello ZIP è stata alterata.`);
    }
    if (size !== layout.totalBytes || (await differs(file, layout.trailerOffset, layout.trailer))) {
      throw new Fault('L’elenco dei file in fondo allo ZIP è stato alterato, oppure qualcosa è stato aggiunto in coda.');
    }
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) hash.update(chunk as Buffer);
    return { bytes: size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function differs(file: FileHandle, offset: number, expected: Uint8Array): Promise<boolean> {
  const found = Buffer.alloc(expected.length);
  const { bytesRead } = await file.read(found, 0, found.length, offset);
  return bytesRead !== expected.length || !found.equals(expected);
}

async function readWhole(reader: ZipReader, entry: Entry): Promise<Buffer> {
  refuseCompressed(entry);
  if (entry.uncompressedSize > maxTextBytes) throw new Fault(`Il file ${entry.fileName} è troppo grande per essere autentico.`);
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(await reader.read(entry), entry.fileName)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* chunksOf(stream: Readable, path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new HostileZip(`Il file ${path} non si legge fino in fondo: l’archivio è danneggiato in quel punto.`, { cause: error });
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
