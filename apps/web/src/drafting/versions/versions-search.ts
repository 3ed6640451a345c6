/** What an address of the page Versioni asks for: a version to look at, or two to compare (`con` absent: with the draft as it is). */
export interface VersionsSearch {
  readonly vedi?: number;
  readonly da?: number;
  readonly con?: number;
}

export function versionsSearch(raw: Record<string, unknown>): VersionsSearch {
  const number = (name: string): number | null => {
    const value = Number(raw[name]);
    return Number.isInteger(value) && value > 0 ? value : null;
  };
  const [vedi, da, con] = [number('vedi'), number('da'), number('con')];
  return { ...(vedi === null ? {} : { vedi }), ...(da === null ? {} : { da }), ...(con === null ? {} : { con }) };
}
