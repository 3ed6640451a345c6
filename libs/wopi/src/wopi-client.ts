import { type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@gare/platform/clock';
import { CONFIG, type Config } from '@gare/platform/config';
import { AppError } from '@gare/platform/errors';
import { actionAddress, readDiscovery, type Discovery } from './discovery.js';
import { proofHolds, type ProofOfRequest } from './proof.js';

const freshMs = 12 * 3_600_000;
/** A signature that does not hold makes the keys be read anew, at most this often. */
const againMs = 60_000;
const timeoutMs = 5_000;

/** The office server of the installation: where it opens files, and whether a request is really its own. */
@Injectable()
export class WopiClient {
  private read: { readonly discovery: Discovery; readonly at: number } | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  get isConfigured(): boolean {
    return this.config.office.wopi !== null;
  }

  /** Where a page posts the token to. @throws AppError wopi.unavailable */
  async address(fileId: string, mode: 'edit' | 'view'): Promise<string> {
    const discovery = await this.discovery(freshMs);
    return actionAddress(discovery[mode], `${this.hostUrl}/wopi/files/${fileId}`, 'it');
  }

  /** True where the server signs nothing: then the token alone says who asks. @param path with its query */
  async isFromServer(path: string, proof: Omit<ProofOfRequest, 'url'>): Promise<boolean> {
    const holds = (keys: readonly KeyObject[]): boolean =>
      keys.length === 0 || proofHolds({ ...proof, url: `${this.hostUrl}${path}` }, keys, this.clock.now().getTime());
    return holds((await this.discovery(freshMs)).keys) || holds((await this.discovery(againMs)).keys);
  }

  /** The address of this product as the office server knows it. */
  private get hostUrl(): string {
    return (this.config.office.wopi?.hostUrl ?? this.config.publicUrl).replace(/\/$/, '');
  }

  private async discovery(maxAgeMs: number): Promise<Discovery> {
    const { wopi } = this.config.office;
    if (wopi === null) throw new AppError('wopi.none');
    const now = this.clock.now().getTime();
    if (this.read !== null && now - this.read.at < maxAgeMs) return this.read.discovery;
    const discovery = readDiscovery(await this.fetchDiscovery(wopi.clientUrl));
    if (discovery === null) throw new AppError('wopi.unavailable');
    this.read = { discovery, at: now };
    return discovery;
  }

  private async fetchDiscovery(clientUrl: string): Promise<string> {
    try {
      const response = await fetch(new URL('/hosting/discovery', clientUrl), { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
      if (!response.ok) throw new Error(`the office server answers ${response.status}`);
      return await response.text();
    } catch (error) {
      throw new AppError('wopi.unavailable', { cause: error });
    }
  }
}
