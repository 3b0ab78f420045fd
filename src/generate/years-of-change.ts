/**
 * When changes came that the lists show late, from the approvals of the State Council.
 *
 * The lists of 2010 to 2018 were drawn up between July and October: a change of that autumn stands only in the
 * next one. Here are, by the year of the change, the codes that vanished, changed their name or first appeared;
 * what took their place moves with them. Four digits stand for a whole prefecture.
 */
export const autumnChanges: Readonly<Record<number, readonly string[]>> = {
  2010: ['420600', '420607', '532621'],
  2011: ['220602', '320803'],
  2012: [...['321284', '370205', '370284', '441827', '445221', '520114', '520115', '542431', '652702']],
  2013: ['330621', '330682', '360782', '370802', '370882', '441421', '510811'],
  2014: [
    ...['230182', '330183', '350784', '350822', '410224', '440116', '441723', '511422'],
    ...['520421', '533421', '5421', '610126', '654004'],
  ],
  2015: [
    ...['110228', '110229', '210282', '231024', '310108', '320202', '320203', '320204', '320214', '340702'],
    ...['340703', '340721', '340823', '341504', '341521', '411222', '469003', '510122', '513229', '530421'],
    ...['540125', '610521', '610823'],
  ],
  2016: [
    ...['130421', '130428', '130429', '330204', '330283', '360721', '361029', '370181', '411023', '440309'],
    ...['440310', '451281', '500228', '500232', '510124', '530122', '610125'],
  ],
  2017: ['350182', '540126', '5424'],
  2018: ['3712'],
};

/** First years of divisions that entered the lists later than they were founded. */
export const firstYears: Readonly<Record<string, number>> = {
  ...{ '659005': 2011, '659006': 2012, '659007': 2014, '659008': 2015, '659009': 2016 },
  ...{ '460302': 2020, '460303': 2020 },
};

/** 金明区 was joined to 龙亭区 in 2014 and struck from the lists years later. */
export const lastYears: Readonly<Record<string, number>> = { '410211': 2013 };
