import { type ReactElement, type ReactNode } from 'react';
import { TextLink } from '../ui/button';

interface JumpProps {
  readonly dossierId: string;
  readonly path: string | null;
  readonly documentCode: string | null;
  readonly checkId: string | null;
  readonly children: ReactNode;
}

/** The way from a message to the place where it is mended: the field, else the document, else the check. */
export function Jump({ dossierId, path, documentCode, checkId, children }: JumpProps): ReactElement {
  const params = { dossierId };
  if (path !== null) {
    return (
      <TextLink to="/fascicoli/$dossierId/scheda" params={params} search={{ campo: path }}>
        {children}
      </TextLink>
    );
  }
  if (documentCode !== null) {
    return (
      <TextLink to="/fascicoli/$dossierId/documenti" params={params} search={{ documento: documentCode }}>
        {children}
      </TextLink>
    );
  }
  if (checkId !== null) {
    return (
      <TextLink to="/fascicoli/$dossierId/verifiche" params={params} hash={checkId}>
        {children}
      </TextLink>
    );
  }
  return <>{children}</>;
}
