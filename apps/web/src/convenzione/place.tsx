import { type LinkProps } from '@tanstack/react-router';
import { type ReactElement, type ReactNode } from 'react';
import { TextLink } from '../ui/button';

export interface Destination {
  readonly to: LinkProps['to'];
  readonly search: LinkProps['search'];
  readonly hash?: string;
}

/** The page of a convenzione where a field of its sheet, or a document, is dealt with; null for what has no place. */
export function placeOf({ path, documentCode }: { path: string | null; documentCode: string | null }): Destination | null {
  if (documentCode !== null) return { to: '/fascicoli/$dossierId/documenti', search: { documento: documentCode } };
  if (path === null) return null;
  if (path.startsWith('contenuto/compiti')) return { to: '/convenzioni/$dossierId/matrice', search: {} };
  if (path.startsWith('contenuto/rapporti/tariffe')) return { to: '/convenzioni/$dossierId/tariffa', search: {} };
  if ((path.startsWith('testo') && path !== 'testo/versioneModello') || path.startsWith('atti/firme'))
    return { to: '/convenzioni/$dossierId', search: {}, hash: 'testo' };
  const to = /^(?:contenuto|numero|testo)/.test(path) ? '/convenzioni/$dossierId/contenuto' : '/convenzioni/$dossierId/atti';
  return { to, search: { campo: path } };
}

interface PlaceProps {
  readonly dossierId: string;
  readonly path: string | null;
  readonly documentCode: string | null;
  readonly children: ReactNode;
}

/** A sentence that leads to the place where it is dealt with. */
export function Place({ dossierId, children, ...what }: PlaceProps): ReactElement {
  const place = placeOf(what);
  if (place === null) return <>{children}</>;
  return (
    <TextLink {...place} params={{ dossierId }}>
      {children}
    </TextLink>
  );
}
