import '../sheet/zod-without-eval';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trouble } from '../api/trouble';
import { fieldTrail, knownField } from '../sheet/field-tree';
import { Notice } from '../ui/feedback';
import { Disclosure, PlainList } from '../ui/layout';
import { Jump } from './jump';

/** As many as one takes in at a glance; a sheet at its beginning lacks a hundred. */
const first = 8;

/** The data a template asked for in vain: each field once, as a person knows it; the words of the template for its author. */
export function MissingFields({ trouble, dossierId }: { trouble: Trouble; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const paths = [...new Set(trouble.issues.map((issue) => issue.path))].filter((path) => knownField(path) !== null);
  const field = (path: string): ReactElement => (
    <li key={path}>
      <Jump dossierId={dossierId} path={path} documentCode={null} checkId={null}>
        {fieldTrail(path)}
      </Jump>
    </li>
  );
  const elsewhere = trouble.issues.filter((issue) => knownField(issue.path) === null);
  return (
    <Notice tone="danger" title={t('documenti.datiMancanti', { count: paths.length })} live="alert">
      <p>{t('documenti.datiMancantiTesto')}</p>
      <PlainList label={t('documenti.datiMancanti', { count: paths.length })}>
        {paths.slice(0, first).map(field)}
        {paths.length === 0 && elsewhere.map((issue) => <li key={issue.message}>{issue.message}</li>)}
      </PlainList>
      {paths.length > first && (
        <Disclosure summary={t('documenti.altriDati', { count: paths.length - first })}>
          <PlainList label={t('documenti.altriDati', { count: paths.length - first })}>{paths.slice(first).map(field)}</PlainList>
        </Disclosure>
      )}
      <Disclosure summary={t('documenti.perModelli')}>
        <ul>
          {trouble.issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>{issue.message}</li>
          ))}
        </ul>
      </Disclosure>
    </Notice>
  );
}
