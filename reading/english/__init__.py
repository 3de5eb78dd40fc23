"""Reading English: the lexicons, the parser behind them and the frames over its parse."""
