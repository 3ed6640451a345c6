import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDay } from '../format/dates';
import { Button } from '../ui/button';
import { CardItem, CardList, Disclosure, Muted, Paragraph, PlainList, Row, Stack, Strong } from '../ui/layout';
import { type DossierTemplate, dossierTemplatesQuery } from './queries';
import { UpgradeDialog } from './upgrade-dialog';

interface Choice {
  readonly code: string;
  readonly to: string;
}

/** Which version of each template the dossier uses, where another is available or was used before. */
export function DossierTemplates({ dossierId }: { dossierId: string }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery(dossierTemplatesQuery(dossierId));
  const [choice, setChoice] = useState<Choice | null>(null);
  const shown =
    data?.items.filter(({ available, history, pinned, used }) => available !== null || history.length > 1 || (pinned && used === null)) ??
    [];
  if (shown.length === 0) return null;
  return (
    <Disclosure summary={t('modelli.nelFascicolo')} open={shown.some(({ available }) => available !== null)}>
      <Stack>
        <Paragraph>{t('modelli.nelFascicoloTesto')}</Paragraph>
        <CardList label={t('modelli.nelFascicolo')}>
          {shown.map((template) => (
            <TemplateCard key={template.code} template={template} onChoose={setChoice} />
          ))}
        </CardList>
        {choice && (
          <UpgradeDialog
            dossierId={dossierId}
            code={choice.code}
            to={choice.to}
            onClose={() => {
              setChoice(null);
            }}
          />
        )}
      </Stack>
    </Disclosure>
  );
}

function TemplateCard({ template, onChoose }: { template: DossierTemplate; onChoose: (choice: Choice) => void }): ReactElement {
  const { t } = useTranslation();
  const { code, used, available, history, mayChange } = template;
  return (
    <CardItem>
      <Stack gap="sm">
        <Row align="between">
          <span>
            <Strong>{code}</Strong> · {used === null ? t('modelli.nonInstallato') : t('modelli.usa', { versione: used.version })}
            {available !== null && <> · {t('modelli.disponibile', { versione: available.version })}</>}
          </span>
          {available !== null && mayChange && (
            <Button
              small
              aria-label={t('modelli.confrontaDi', { codice: code })}
              onClick={() => {
                onChoose({ code, to: available.sha256 });
              }}
            >
              {t('modelli.confronta')}
            </Button>
          )}
        </Row>
        {history.length > 1 && (
          <Disclosure summary={t('modelli.storia')}>
            <PlainList>
              {history.map((past, index) => (
                <li key={`${past.at} ${past.sha256}`}>
                  {past.version} · {shortDay(past.at.slice(0, 10))} · {past.by}{' '}
                  {past.reason !== null && <Muted>{t('modelli.perche', { motivo: past.reason })}</Muted>}{' '}
                  {index > 0 && mayChange && past.sha256 !== used?.sha256 && past.sha256 !== available?.sha256 && (
                    <Button
                      small
                      look="quiet"
                      onClick={() => {
                        onChoose({ code, to: past.sha256 });
                      }}
                    >
                      {t('modelli.torna', { versione: past.version })}
                    </Button>
                  )}
                </li>
              ))}
            </PlainList>
          </Disclosure>
        )}
      </Stack>
    </CardItem>
  );
}
