/** Looks again and again whether there is something to do, one look at a time; a look that fails is told and the next one comes. */
export class RegularLook {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<unknown> | null = null;

  constructor(
    private readonly look: () => Promise<unknown>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** @param atOnce the first look does not wait */
  start(everyMs: number, { atOnce = false }: { atOnce?: boolean } = {}): void {
    const look = (): void => {
      this.looking ??= this.look()
        .catch(this.failed)
        .finally(() => {
          this.looking = null;
        });
    };
    if (atOnce) look();
    this.timer = setInterval(look, everyMs);
  }

  /** The look that goes on is waited for. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }
}
