/** A text file of the person's computer, read. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
  readonly bytes: number;
  /** Rows with something in them, without the first. */
  readonly lines: number;
  readonly header: string;
}

const longestHeader = 160;

/** Public registers come in UTF-8 or, from older spreadsheets, in the Western encoding of Windows. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @throws DOMException where the browser may not read the file (moved, no permission). */
export async function readTextFile(file: File): Promise<TextFile> {
  const text = decode(await file.arrayBuffer());
  const [header = '', ...rows] = text.split(/\r?\n/);
  const shown = header.length > longestHeader ? `${header.slice(0, longestHeader)}…` : header;
  return { name: file.name, text, bytes: file.size, lines: rows.filter((row) => row.trim() !== '').length, header: shown };
}

/** A value as a cell of a CSV file with semicolons, as Italian spreadsheets open it; never as a formula. */
function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
}

/** Hands a text made in the page to the browser as a file to save. */
export function saveAs(fileName: string, text: string): void {
  saveFile(fileName, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}

/** Hands a file that the page holds to the browser to save. */
export function saveFile(fileName: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has taken the file by then; without this it stays in memory as long as the page.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
