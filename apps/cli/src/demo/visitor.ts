import { setTimeout as sleep } from 'node:timers/promises';
import { type ChangeEvent } from '@gare/contracts/jobs';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  headers: Headers;
}

/** A person with a browser session, over real HTTP. */
export class Visitor {
  private constructor(
    readonly url: string,
    private readonly cookie: string,
    private readonly csrfToken: string,
  ) {}

  static async signIn(url: string, email: string, password: string): Promise<Visitor> {
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const body = (await answer.json()) as { csrfToken: string; detail?: string };
    if (!answer.ok) throw new Error(`sign-in of ${email} refused: ${answer.status} ${body.detail ?? ''}`);
    return new Visitor(url, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', body.csrfToken);
  }

  /** The same person working for another of their bodies; the visitor of before is signed out by it. */
  async workingFor(enteId: string): Promise<Visitor> {
    const { status, body, headers } = await this.post<{ csrfToken: string }>('/api/session/ente', { enteId });
    if (status !== 200) throw new Error(`change of body refused: ${status} ${JSON.stringify(body)}`);
    return new Visitor(this.url, (headers.get('set-cookie') ?? '').split(';')[0] ?? '', body.csrfToken);
  }

  get headers(): Record<string, string> {
    return { cookie: this.cookie, 'x-csrf-token': this.csrfToken };
  }

  async send<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, body: (isJson && text !== '' ? JSON.parse(text) : { text }) as Body, headers: answer.headers };
  }

  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.send<Body>('GET', path);
  }

  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>> {
    return this.send<Body>('POST', path, body);
  }

  async upload(path: string, file: { name: string; bytes: Buffer; type: string }): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
    const answer = await fetch(`${this.url}${path}`, { method: 'POST', headers: this.headers, body: form });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers };
  }

  async download(path: string): Promise<Buffer> {
    const answer = await fetch(`${this.url}${path}`, { headers: this.headers });
    if (!answer.ok) throw new Error(`download ${path}: ${answer.status} ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** Asks again until the answer satisfies, or fails with the last one. */
  async until<Body>(path: string, satisfied: (body: Body) => boolean, withinMs = 60_000): Promise<Body> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const { body } = await this.get<Body>(path);
      if (satisfied(body)) return body;
      if (performance.now() > deadline) throw new Error(`${path} did not become as expected: ${JSON.stringify(body).slice(0, 2000)}`);
      await sleep(150);
    }
  }

  /** The same, asking again at once when the server tells of something new under one of the topics, as the pages do, and every second. */
  async untilTold<Body>(
    path: string,
    topics: readonly ChangeEvent['topic'][],
    satisfied: (body: Body) => boolean,
    withinMs = 60_000,
  ): Promise<Body> {
    const deadline = performance.now() + withinMs;
    const leaving = new AbortController();
    let wake = (): void => undefined;
    const listening = this.listen(leaving.signal, (text) => {
      if (topics.some((topic) => text.includes(`"topic":"${topic}"`))) wake();
    });
    try {
      for (;;) {
        // Before asking: what is told meanwhile must not be missed.
        const told = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const { body } = await this.get<Body>(path);
        if (satisfied(body)) return body;
        if (performance.now() > deadline) throw new Error(`${path} did not become as expected: ${JSON.stringify(body).slice(0, 2000)}`);
        await Promise.race([told, sleep(1_000)]);
      }
    } finally {
      leaving.abort();
      await listening;
    }
  }

  /** Without the stream whoever waits still asks every second: its end or failure is nobody's error. */
  private async listen(signal: AbortSignal, heard: (text: string) => void): Promise<void> {
    try {
      const { body } = await fetch(`${this.url}/api/events`, { headers: this.headers, signal });
      for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) heard(text);
    } catch (error) {
      if (!signal.aborted) process.emitWarning(`the stream of changes ended: ${String(error)}`);
    }
  }
}

/** Declares to have no conflict of interest on a dossier (C. 16): whoever works on one does so first. */
export async function declareNoConflict(person: Visitor, dossierId: string): Promise<void> {
  const { status, body } = await person.post(`/api/dossiers/${dossierId}/conflict-declaration`, { answer: 'ASSENTE' });
  if (status !== 201) throw new Error(`declaration refused: ${status} ${JSON.stringify(body)}`);
}
