/** Before all tests. */
import { installServers } from './programs.js';

export default installServers;
