/**
 * The namespaces of an office package and the prefixes this reader knows them by. Each has two URIs: that of
 * the transitional standard, which Word and WPS write by default, and that of the strict one.
 */
import type { Namespaces } from '../xml/xml-cursor.js';

const transitional = 'http://schemas.openxmlformats.org';
const strict = 'http://purl.oclc.org/ooxml';

export const namespaces: Namespaces = new Map([
  [`${transitional}/wordprocessingml/2006/main`, 'w'],
  [`${strict}/wordprocessingml/main`, 'w'],
  [`${transitional}/officeDocument/2006/math`, 'm'],
  [`${strict}/officeDocument/math`, 'm'],
  [`${transitional}/markup-compatibility/2006`, 'mc'],
  [`${transitional}/package/2006/relationships`, 'rel'],
  [`${transitional}/package/2006/content-types`, 'ct'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
]);
