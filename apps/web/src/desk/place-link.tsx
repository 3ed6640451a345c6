import { type ReactElement, type ReactNode } from 'react';
import { Jump } from '../pages/jump';
import { TextLink } from '../ui/button';

interface Place {
  readonly screen: string;
  readonly path: string | null;
  readonly documentCode: string | null;
  readonly checkId: string | null;
}

const screens = {
  scheda: '/fascicoli/$dossierId/scheda',
  verifiche: '/fascicoli/$dossierId/verifiche',
  documenti: '/fascicoli/$dossierId/documenti',
  fascicolo: '/fascicoli/$dossierId/fascicolo',
} as const;

const isScreen = (screen: string): screen is keyof typeof screens => screen in screens;

/** The way to where something is done: the field, the document, the check, else the screen. */
export function PlaceLink({ dossierId, place, children }: { dossierId: string; place: Place; children: ReactNode }): ReactElement {
  const { screen, path, documentCode, checkId } = place;
  if (path !== null || documentCode !== null || checkId !== null) {
    return (
      <Jump
        dossierId={dossierId}
        path={screen === 'scheda' || documentCode === null ? path : null}
        documentCode={documentCode}
        checkId={checkId}
      >
        {children}
      </Jump>
    );
  }
  const to = isScreen(screen) ? screens[screen] : '/fascicoli/$dossierId';
  return (
    <TextLink to={to} params={{ dossierId }}>
      {children}
    </TextLink>
  );
}
