import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../../api/trouble';
import { RedlineView } from '../../redline/redline-view';
import { ButtonLink } from '../../ui/button';
import { Skeleton, TroubleNotice } from '../../ui/feedback';
import { SelectField } from '../../ui/field';
import { Muted, Row, Stack, TargetHeading } from '../../ui/layout';
import { comparisonQuery, type DraftPlace, type Version } from './queries';
import { versionName } from './version-name';

interface VersionComparisonProps {
  readonly place: DraftPlace;
  readonly versions: readonly Version[];
  readonly from: number;
}

/** Any two versions, or one and the draft as it is, laid over each other. */
export function VersionComparison({ place, versions, from }: VersionComparisonProps): ReactElement {
  const { t } = useTranslation();
  const { con } = useSearch({ from: '/riservata/fascicoli/$dossierId/redazione/$code/versioni' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/redazione/$code/versioni' });
  const comparison = useQuery(comparisonQuery(place, from, con));
  const options = versions.map((version) => ({ value: String(version.number), label: versionName(t, version) }));
  const choose = (next: { da?: number; con?: number | undefined }): void => {
    void navigate({
      search: (before) => {
        const { con: other, ...rest } = { ...before, ...next };
        return { ...rest, ...(other === undefined ? {} : { con: other }) };
      },
      replace: true,
      resetScroll: false,
    });
  };
  const label = t('versioni.confronto', {
    prima: from,
    dopo: con === undefined ? t('versioni.adesso') : t('versioni.versione', { numero: con }),
  });
  return (
    <Stack>
      <TargetHeading id="versioni-confronto">{label}</TargetHeading>
      <SelectField
        id="versioni-da"
        label={t('versioni.prima')}
        empty={t('versioni.scegli')}
        options={options}
        value={String(from)}
        onChange={(event) => {
          if (event.target.value !== '') choose({ da: Number(event.target.value) });
        }}
      />
      <SelectField
        id="versioni-con"
        label={t('versioni.dopo')}
        empty={t('versioni.bozzaAdesso')}
        options={options}
        value={con === undefined ? '' : String(con)}
        onChange={(event) => {
          choose({ con: event.target.value === '' ? undefined : Number(event.target.value) });
        }}
      />
      {comparison.isPending && <Skeleton rows={6} />}
      {comparison.error && <TroubleNotice trouble={troubleOf(comparison.error)} onRetry={() => void comparison.refetch()} />}
      {comparison.data && <RedlineView redline={comparison.data} label={label} />}
      <Muted>{t('versioni.copre')}</Muted>
      <Row>
        <ButtonLink
          small
          to="/fascicoli/$dossierId/documenti/$code/confronto"
          params={place}
          search={{ versione: con === undefined ? 'b' : `b${con}`, con: `b${from}` }}
        >
          {t('versioni.confrontoVerificato')}
        </ButtonLink>
      </Row>
    </Stack>
  );
}
