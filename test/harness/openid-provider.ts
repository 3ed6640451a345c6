import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** What the provider vouches for, by the name under which somebody signs in there. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ProviderOptions {
  /** By which name it is known: another one than that of the product makes it another site for browsers. */
  readonly host: 'localhost' | '127.0.0.1';
  readonly port: number;
  readonly redirectUri: string;
  /** Where browsers may be led after they have signed out there. */
  readonly afterSignOut: string;
  readonly people: People;
}

export interface OpenidProvider {
  /** Settings of a product that signs in there. */
  readonly environment: Record<string, string>;
  stop(): Promise<void>;
}

/** A real OpenID provider in a process of its own. */
export async function startOpenidProvider(options: ProviderOptions): Promise<OpenidProvider> {
  const child = fork(resolve('test/harness/openid-provider-process.mjs'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
  child.send(options);
  const first = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (first[0] !== 'ready') throw new Error(`the OpenID provider did not start: ${String(first[0])}`);
  return {
    environment: {
      OIDC_ISSUER: `http://${options.host}:${options.port}`,
      OIDC_CLIENT_ID: 'gare-insieme',
      OIDC_CLIENT_SECRET: 'segreto-di-prova',
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
