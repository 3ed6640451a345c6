import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DownloadButton } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { Disclosure, Muted, Stack } from '../ui/layout';
import { type Community } from './queries';

type Offers = Community['offers'];
const groups = ['clauses', 'models', 'kinds'] as const;

/** What goes into a bundle, and the bundle signed with the own key. */
export function BundleForm({ offers }: { offers: Offers }): ReactElement {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Readonly<Record<keyof Offers, readonly string[]>>>({ clauses: [], models: [], kinds: [] });
  const count = groups.reduce((sum, group) => sum + chosen[group].length, 0);
  const asked = new URLSearchParams(groups.map((group) => [group, chosen[group].join(',')]));
  return (
    <Stack>
      <Muted>{t('condivisione.preparaTesto')}</Muted>
      {groups.map((group) => (
        <Disclosure key={group} summary={t(`condivisione.gruppo.${group}`, { scelte: chosen[group].length, tutte: offers[group].length })}>
          <ChoiceField
            id={`pacchetto-${group}`}
            label={t('condivisione.scegliVoci')}
            multiple
            options={offers[group].map(({ code, title, version }) => ({ value: code, label: `${code} ${title}`, hint: version }))}
            value={chosen[group]}
            onChange={(codes) => {
              setChosen((before) => ({ ...before, [group]: codes }));
            }}
          />
        </Disclosure>
      ))}
      {count === 0 ? (
        <Muted>{t('condivisione.nessunaVoce')}</Muted>
      ) : (
        <DownloadButton href={`/api/community/bundle?${asked.toString()}`}>{t('condivisione.scarica', { count })}</DownloadButton>
      )}
    </Stack>
  );
}
