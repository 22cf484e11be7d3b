"""What many claims tell together: differences of builds, tables for other tools, measures, plots and a report.

The room only reads statements, or a store. :mod:`geokg.analysis.events` is where statements become events; all else
counts those events and never looks behind them.
"""
