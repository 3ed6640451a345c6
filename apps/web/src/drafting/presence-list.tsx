import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DraftConnection } from './connection/draft-connection';
import { initialsOf, type Present, presentOf } from './presence';

interface PresenceListProps {
  readonly connection: DraftConnection;
  readonly personId: string;
  readonly onGo: (blockId: string) => void;
}

/** Who else is in this text; a click goes to where they write. */
export function PresenceList({ connection, personId, onGo }: PresenceListProps): ReactElement | null {
  const { t } = useTranslation();
  const people = usePresent(connection, personId);
  if (people.length === 0) return null;
  return (
    <ul className="gi-presence" aria-label={t('redazione.presenti', { count: people.length })}>
      {people.map(({ id, name, colour, block }) => (
        <li key={id}>
          <button
            type="button"
            className="gi-presence-person"
            title={name}
            style={{ backgroundColor: colour }}
            aria-label={t(block === null ? 'redazione.presente' : 'redazione.vaiDa', { nome: name })}
            onClick={() => {
              if (block !== null) onGo(block);
            }}
          >
            {initialsOf(name)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function usePresent({ provider }: DraftConnection, personId: string): readonly Present[] {
  const [people, setPeople] = useState<readonly Present[]>([]);
  useEffect(() => {
    const { awareness } = provider;
    if (awareness === null) return undefined;
    const read = (): void => {
      const now = presentOf(awareness.getStates().values(), personId);
      setPeople((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    read();
    awareness.on('change', read);
    return () => {
      awareness.off('change', read);
    };
  }, [provider, personId]);
  return people;
}
