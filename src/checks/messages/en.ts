/** Anomalies in English. */
import type { Anomaly } from '#model/anomaly.js';
import {
  type Data,
  firstFew,
  listIn,
  numberIn,
  remarkIn,
  signed,
  textIn,
  textsIn,
  totalOf,
  triedValues,
} from './data.js';
import type { Messages, Wording } from './message.js';

const causes: Readonly<Record<string, string>> = {
  'full-width': 'full-width digits',
  thousands: 'thousands separators',
  'inner-space': 'spaces inside a number',
  wrapped: 'a number cut by a line break',
  unit: 'a unit in the cell',
  remark: 'a remark in the cell',
  'chinese-numeral': 'Chinese numerals',
  approximate: 'an approximate number',
  fraction: 'a count that is no integer',
  unreadable: 'no number',
  straddles: 'a number stands on a ruling',
  aligned: 'the column has no rulings',
  overprinted: 'characters overlap',
  clipped: 'beyond the edge of the page',
  pictured: 'the cell holds a picture and no text',
};

const reasons: Readonly<Record<string, string>> = {
  'run-together': 'digits run together and the sums do not prove the split',
  'uncertain-columns': 'the row has another number of cells than the form has columns',
  'figure-over-cells': 'one number stands in the place of several cells',
};

const sum =
  (name: string) =>
  (anomaly: Anomaly, wording: Wording): string =>
    `${name}: the parts add up to ${numberIn(anomaly.data, 'computed')}, ${wording.field(totalOf(anomaly.data))} is printed as ${numberIn(anomaly.data, 'printed')}, difference ${signed(anomaly.data, 'difference')}${more(anomaly)}`;

const more = ({ data }: Anomaly): string => {
  const count = listIn(data, 'relations').length;
  return count > 1 ? ` (${count} relations fail for one cause)` : '';
};

export const english: Messages = {
  'row-sum-mismatch': sum('row sum'),
  'results-sum-mismatch': sum('column sum of outcomes'),
  'balance-mismatch': ({ data }) =>
    `balance: new and carried in are ${numberIn(data, 'computed')}, handled and carried out ${numberIn(data, 'printed')}, difference ${signed(data, 'difference')}`,
  'remedies-sum-mismatch': sum('sum of reviews or suits'),
  'negative-count': ({ fields, data }, wording) =>
    `${wording.fields(fields)} is negative: ${numberIn(data, 'printed')}`,
  'negative-stock': ({ fields, data }, wording) =>
    `${wording.fields(fields.slice(0, 1))} leaves a stock of ${numberIn(data, 'computed')}`,
  'statement-mismatch': ({ data }) =>
    `the text says ${numberIn(data, 'printed')}, the table ${triedValues(data).join(' or ')}: “${textIn(data, 'sentence')}”`,
  'copies-differ': ({ data }, wording) =>
    `${data['isReplaced'] === true ? 'the version that was replaced' : 'another copy'} (${textIn(data, 'name')}) says otherwise: ${differences(data, wording)}`,
  'figure-reported': ({ fields, data }, wording) =>
    `flagged by hand: ${wording.fields(fields)}${remarkIn(data, ': ')}`,
  'form-year-mismatch': ({ data }) =>
    `report of ${textIn(data, 'year')} on the form of ${textIn(data, 'form')}`,
  'table-missing': ({ data }) => `missing: ${textIn(data, 'name')}`,
  'readings-differ': ({ fields }, wording) => `the two readings differ: ${wording.fields(fields)}`,
  'cells-conflict': ({ fields, data }, wording) =>
    `${wording.fields(fields)} stands twice and differs: ${textsIn(data, 'printed').join(' / ')}`,
  'figures-undecided': ({ fields, data }, wording) =>
    `${reasons[textIn(data, 'reason')] ?? 'cannot be told apart'}: ${wording.fields(fields)}`,
  'cell-doubtful': ({ fields, data }, wording) =>
    `${causes[textIn(data, 'cause')] ?? 'doubtful'}: ${wording.fields(fields)}`,
  'rows-unread': ({ fields }, wording) =>
    `printed, but its figures were not found: ${wording.fields(fields)}`,
  'figures-orphaned': ({ data }) =>
    `numbers without a label: ${textsIn(data, 'printed').slice(0, 3).join('; ')}`,
  'coverage-gap': ({ data }) => `${numberIn(data, 'lostDigits')} printed digits reached no block`,
  'blank-figures': ({ data, fields }, wording) =>
    data['whole'] === true
      ? 'the whole table is blank'
      : `${numberIn(data, 'count')} blank cells: ${wording.fields(fields)}`,
  'mark-figures': ({ data, fields }, wording) =>
    `${numberIn(data, 'count')} cells hold ${textsIn(data, 'marks').join(' ')} instead of a number: ${wording.fields(fields)}`,
  'not-a-plain-count': ({ data, fields }, wording) =>
    `${causes[textIn(data, 'cause')] ?? 'irregular'}: ${wording.fields(fields)}`,
  'figure-doubtful': ({ data, fields }, wording) =>
    `${causes[textIn(data, 'cause')] ?? 'irregular'}, not confirmed by any sum: ${wording.fields(fields)}`,
  'figure-unreadable': ({ data, fields }, wording) =>
    `no number: ${wording.fields(fields)} is printed as ${textsIn(data, 'printed').slice(0, 3).join(', ')}`,
  'rows-altered': ({ data }, wording) => alteredRows(data, wording),
  'changes-tracked': ({ fields }, wording) =>
    withFields('the document has tracked changes; their final state was read', fields, wording),
  'text-hidden': ({ fields }, wording) => withFields('hidden text was left out', fields, wording),
  'text-struck': ({ fields }, wording) => withFields('struck-out text was left out', fields, wording),
  'content-foreign': ({ fields }, wording) =>
    withFields('content of another program could not be read', fields, wording),
  'characters-unreadable': ({ fields }, wording) =>
    withFields('some characters cannot be read', fields, wording),
  'text-cut-off': ({ fields }, wording) => withFields('text is cut off', fields, wording),
  'labels-abbreviated': ({ data }) => `labels other than the form's: ${labels(listIn(data, 'labels'))}`,
  'labels-misprinted': ({ data }) => `misprinted labels: ${labels(listIn(data, 'labels'))}`,
  'row-known-by-place': ({ data }) =>
    `label not recognized, row known by its place only: ${labels(listIn(data, 'labels'))}`,
};

function withFields(text: string, fields: readonly string[], wording: Wording): string {
  return fields.length > 0 ? `${text}: ${wording.fields(fields)}` : text;
}

const differences = (data: Data, wording: Wording): string =>
  firstFew(
    listIn(data, 'differences'),
    (one) =>
      `${wording.field(textIn(one, 'field'))} ${printedIn(one, 'main')}, there ${printedIn(one, 'copy')}`,
    '; ',
  );

const printedIn = (one: Data, key: string): string => textIn(one, key) || 'no number';

const labels = (list: readonly Data[]): string =>
  firstFew(list, (label) => `“${textIn(label, 'printed')}” for “${textIn(label, 'expected')}”`, '; ');

function alteredRows(data: Data, wording: Wording): string {
  const missing = textsIn(data, 'missing');
  const rows = listIn(data, 'addedRows');
  const cells = listIn(data, 'addedCells');
  return [
    ...(data['merged'] === true ? ['the row the form divides is printed undivided'] : []),
    ...(missing.length > 0 ? [`missing ${wording.fields(missing)}`] : []),
    ...(rows.length > 0 ? [`added rows ${rows.map((row) => textIn(row, 'label')).join(', ')}`] : []),
    ...(cells.length > 0 ? [`added cells ${cells.map((cell) => textIn(cell, 'text')).join(', ')}`] : []),
  ].join('; ');
}
