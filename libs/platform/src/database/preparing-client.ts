import { Client, type QueryConfig } from 'pg';

/** That many statements a connection prepares; the plan of one takes some ten kB of the server. */
const most = 200;
/** That many it remembers as asked once; lists of different lengths make statements that never come back. */
const remembered = 1000;

/**
 * The connection of the pool. What is asked again it prepares: from the second time on Postgres parses the statement once and, where
 * that is no dearer, plans it once; under row-level security planning takes longer than reading the few rows of a dossier. What is
 * asked at the same moment it sends in one packet (ADR 0023).
 */
export class PreparingClient extends Client {
  private readonly prepared = new Map<string, string>();
  private readonly askedOnce = new Set<string>();

  /** Stands for every signature of the driver's own: what it returns is what that returns. */
  override query(...asked: unknown[]): never {
    const [text, values, ...rest] = asked;
    const isStatement = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = isStatement ? this.nameOf(text) : undefined;
    const passed = name === undefined ? asked : [{ name, text, values }, ...rest];
    this.holdTogether();
    return super.query(...(passed as [QueryConfig])) as never;
  }

  private nameOf(text: string): string | undefined {
    const known = this.prepared.get(text);
    if (known !== undefined || this.prepared.size === most) return known;
    if (this.askedOnce.delete(text)) {
      const name = `asked_again_${this.prepared.size}`;
      this.prepared.set(text, name);
      return name;
    }
    if (this.askedOnce.size === remembered) this.askedOnce.clear();
    this.askedOnce.add(text);
    return undefined;
  }

  /** Until everybody who asks now has asked: a packet costs more than what is in it. */
  private holdTogether(): void {
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => {
      stream.uncork();
    });
  }
}
