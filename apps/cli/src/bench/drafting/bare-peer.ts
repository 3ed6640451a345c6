import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type BareOrder } from './bare-hocuspocus.process.js';
import { TcpBalancer } from './tcp-balancer.js';

/** Processes of bare Hocuspocus behind the same balancer as the product's. */
export class BarePeer {
  private constructor(
    private readonly children: readonly ChildProcess[],
    private readonly balancer: TcpBalancer,
  ) {}

  /** @param redisUrl null: one process, alone; else two that speak over it */
  static async start(state: Buffer, redisUrl: string | null): Promise<BarePeer> {
    const order: BareOrder = { state: state.toString('base64'), redisUrl };
    const children = Array.from({ length: redisUrl === null ? 1 : 2 }, () => fork(join(__dirname, 'bare-hocuspocus.process.js')));
    const ports = await Promise.all(
      children.map(async (child) => {
        const listening = once(child, 'message') as Promise<[number]>;
        child.send(order);
        const [port] = await listening;
        return port;
      }),
    );
    return new BarePeer(children, await TcpBalancer.to(ports));
  }

  get url(): string {
    return this.balancer.url;
  }

  stop(): void {
    this.balancer.stop();
    for (const child of this.children) child.disconnect();
  }
}
