import { createHash, hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { verifyAuditExport, type AuditExportVerification } from '@gare/domain/audit/audit-export';

/** A chain of a million entries stays below it; what is larger is no export of this product. */
const maxBytes = 1024 * 1024 * 1024;

const digests = {
  text: (text: string): string => hash('sha256', text),
  bytes: (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest(),
};

/** A package is a ZIP, which begins with `PK`; an exported history begins with the brace of its head. */
export async function isAuditExport(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0);
    return bytesRead === 1 && buffer.toString('latin1') === '{';
  } finally {
    await file.close();
  }
}

/**
 * Checks an exported history with nothing but the file. Answers with the first fault in Italian.
 * @throws the error of the file system when the file cannot be read
 */
export async function verifyAuditExportFile(path: string): Promise<AuditExportVerification> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxBytes) return { ok: false, fault: 'Il file è troppo grande per essere un registro autentico.' };
    return verifyAuditExport(linesOf(await file.readFile()), digests);
  } finally {
    await file.close();
  }
}

/** Bytes that are not UTF-8 become a sign that the check finds; a last line without its end has been cut. */
function* linesOf(bytes: Buffer): Generator<string> {
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(0x0a, from);
    // Kept in the line, where it is no JSON: the file ends in the middle of one.
    yield end < 0 ? `${bytes.toString('utf8', from)}…` : bytes.toString('utf8', from, end);
    from = end < 0 ? bytes.length : end + 1;
  }
}
